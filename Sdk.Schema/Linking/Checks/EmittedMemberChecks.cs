using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks that the members of each generated C# type have names of their own, and none that the type needs itself.</summary>
internal sealed class EmittedMemberChecks(LinkContext context)
{
    private static readonly string[] OfObjects = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private static readonly string[] OfRecords =
    [
        .. OfObjects, "Clone", "EqualityContract", "PrintMembers", "ReadPositions", "ReadWire", "ReadWireMembers", "UnknownMembers",
        "WriteWire", "WriteWireMembers",
    ];

    private static readonly string[] OfOpenEnums = [.. OfObjects, "IsKnown", "Known", "Of", "ReadWire", "Symbols", "Value", "WriteWire"];

    private static readonly string[] OfUnions = [.. OfRecords, "Value"];

    private static readonly string[] OfOpenUnions = [.. OfUnions, "Unknown"];

    private static readonly string[] OfHandles = [.. OfObjects, "Bind", "Connection", "Options", "Reference", "WithOptions"];

    private static readonly string[] OfDescriptions = [.. OfObjects, "CanonicalSchema", "Description"];

    public void Run()
    {
        foreach (var type in context.Types())
        {
            if (type.Model is AliasModel)
                continue;
            // A native enum may have a value of its own name.
            Check(type.Element.Children, ReservedIn(type.Model), type.Model is EnumModel { Open: false } ? [] : [type.Element.Name]);
        }

        foreach (var error in context.Errors())
            Check(error.Element.Children, OfRecords, [error.Model.Name + "Details"]);
        foreach (var resource in context.Resources())
            CheckResource(resource);
        foreach (var ns in context.Namespaces)
        {
            Check(ns.Resources.Select(static r => r.Element), OfDescriptions, [CSharpNames.Api(ns.Name)]);
            CheckCollections(ns);
        }
    }

    private static string[] ReservedIn(TypeModel type) => type switch
    {
        EnumModel { Open: true } => OfOpenEnums,
        EnumModel => [],
        UnionModel { Open: true } => OfOpenUnions,
        UnionModel => OfUnions,
        _ => OfRecords,
    };

    private void CheckResource(Linked<ResourceModel> resource)
    {
        var name = resource.Model.Name;
        Check(Children(resource.Element, ElementKind.IdentityField), OfHandles, [name, name + "Ref"]);
        // The descriptors of both stand in one class.
        Check(resource.Element.Children.Where(static c => c.Kind is ElementKind.Method or ElementKind.Event), [], [name]);
        foreach (var child in resource.Element.Children)
        {
            if (child.Kind == ElementKind.Method)
            {
                var model = resource.Model.Methods.First(m => m.Name == child.Name);
                string[] implied = [.. OfRecords, .. model.Static ? [] : new[] { "Self" }, .. model.MaxPage is null ? [] : new[] { "Limit", "After", "WithPage" }];
                // A parameter that is named as one of the protocol's was told of for that.
                var own = child.Children.Where(static p => p.Name is not (MethodModel.Self or MethodModel.Limit or MethodModel.After));
                Check(own, implied, [name + CSharpNames.Pascal(child.Name) + "Request"]);
            }
            else if (child.Kind == ElementKind.Event)
            {
                Check(child.Children, OfRecords, [name + CSharpNames.Pascal(child.Name) + "Data"]);
            }
        }
    }

    // A connection has one property a resource: that of many, or of a group of static methods its own name.
    private void CheckCollections(LinkedNamespace ns)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in ns.Resources)
        {
            var model = resource.Model;
            var name = !model.HasIdentity ? model.Name : model.Plural ?? model.Name + "s";
            if (owners.TryGetValue(name, out var other))
                context.Findings.AddAtKey(CSharpDiagnostics.MemberTaken, resource.Place, model.Name, other, name);
            else
                owners.Add(name, model.Name);
        }
    }

    private static IEnumerable<Element> Children(Element element, ElementKind kind) => element.Children.Where(c => c.Kind == kind);

    private void Check(IEnumerable<Element> members, string[] reserved, string[] typeNames)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            var name = CSharpNames.Pascal(member.Name);
            if (typeNames.Contains(name))
                context.Findings.AddAtKey(CSharpDiagnostics.MemberReserved, member.Place, member.Name, name, "the name of the type that it stands in");
            else if (reserved.Contains(name))
                context.Findings.AddAtKey(CSharpDiagnostics.MemberReserved, member.Place, member.Name, name, "a member that the type has anyway");
            else if (!names.TryGetValue(name, out var other))
                names.Add(name, member.Name);
            else if (other != member.Name)
                context.Findings.AddAtKey(CSharpDiagnostics.MemberTaken, member.Place, member.Name, other, name);
        }
    }
}
