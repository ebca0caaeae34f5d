using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks that the members of each generated C# type have names of their own, and none that the type needs itself.</summary>
internal sealed class EmittedMemberChecks(LinkContext context)
{
    public void Run()
    {
        foreach (var type in context.Types())
        {
            if (type.Model is AliasModel)
                continue;
            CheckOwnName(type.Element, type.Element.Name, EmittedMembers.Of(type.Model));
            // A native enum may have a value of its own name.
            Check(type.Element.Children, EmittedMembers.Of(type.Model), type.Model is EnumModel { Open: false } ? [] : [type.Element.Name]);
        }

        foreach (var error in context.Errors())
            Check(error.Element.Children, EmittedMembers.OfRecords, [error.Model.Name + "Details"]);
        foreach (var resource in context.Resources())
            CheckResource(resource);
        foreach (var ns in context.Namespaces)
        {
            Check(ns.Resources.Select(static r => r.Element), [], [CSharpNames.Api(ns.Name)]);
            CheckCollections(ns);
        }
    }

    private void CheckResource(Linked<ResourceModel> resource)
    {
        var name = resource.Model.CSharpName;
        if (!CheckOwnName(resource.Element, resource.Model.Name, EmittedMembers.OfDescriptions))
            CheckOwnName(resource.Element, name, EmittedMembers.OfResources(resource.Model.HasIdentity));
        Check(Children(resource.Element, ElementKind.IdentityField), [.. EmittedMembers.OfHandles, .. MethodsOfHandle(resource)], [name, name + "Ref"]);
        foreach (var child in resource.Element.Children)
        {
            if (MethodOf(child) == name)
                ReportReserved(child, name, "the name of the type that it stands in");
        }

        // The descriptors of both stand in one class, which has the name of the wire.
        Check(resource.Element.Children.Where(static c => c.Kind is ElementKind.Method or ElementKind.Event), [], [resource.Model.Name]);
        foreach (var @event in Children(resource.Element, ElementKind.Event))
            Check(@event.Children, EmittedMembers.OfRecords, [name + CSharpNames.Pascal(@event.Name) + "Data"]);
        var methods = Children(resource.Element, ElementKind.Method);
        foreach (var (method, element) in resource.Model.Methods.Zip(methods, static (m, e) => (m, e)))
        {
            // A parameter that is named as one of the protocol's was told of for that.
            var own = element.Children.Where(static p => p.Name is not (MethodModel.Self or MethodModel.Limit or MethodModel.After));
            Check(own, EmittedMembers.OfRequest(method), [name + CSharpNames.Pascal(method.Name) + "Request"]);
        }
    }

    // A connection has one property a resource: that of many, or of a group of static methods its own name.
    private void CheckCollections(LinkedNamespace ns)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in ns.Resources)
        {
            var model = resource.Model;
            var name = !model.HasIdentity ? model.CSharpName : model.Plural ?? model.CSharpName + "s";
            if (owners.TryGetValue(name, out var other))
                context.Findings.AddAtKey(CSharpDiagnostics.MemberTaken, resource.Place, model.Name, other, name);
            else
                owners.Add(name, model.Name);
        }
    }

    // What stands in a handle, or in its reference, beside the identity.
    private static IEnumerable<string> MethodsOfHandle(Linked<ResourceModel> resource) =>
        resource.Element.Children.Select(MethodOf).OfType<string>()
            .Concat(resource.Model.Keys.Select(static set => "By" + string.Join("And", set.Select(CSharpNames.Pascal))));

    private static string? MethodOf(Element element) => element.Kind switch
    {
        ElementKind.Method => CSharpNames.Pascal(element.Name) + "Async",
        ElementKind.Event => "Watch" + CSharpNames.Pascal(element.Name),
        _ => null,
    };

    private static IEnumerable<Element> Children(Element element, ElementKind kind) => element.Children.Where(c => c.Kind == kind);

    // C# has no members named as their type, so no type named as one of its members.
    private bool CheckOwnName(Element definition, string name, string[] reserved)
    {
        var isReserved = reserved.Contains(name);
        if (isReserved)
            ReportReserved(definition, name, "a member that the type has anyway");
        return isReserved;
    }

    private void Check(IEnumerable<Element> members, string[] reserved, string[] typeNames)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            var name = CSharpNames.Pascal(member.Name);
            // A name of other characters was told of when the document was read.
            if (name == "_" && member.Name.StartsWith("_", StringComparison.Ordinal))
                ReportReserved(member, name, "no name but what C# discards");
            else if (typeNames.Contains(name))
                ReportReserved(member, name, "the name of the type that it stands in");
            else if (reserved.Contains(name) && member.Kind is (ElementKind.EnumValue or ElementKind.Variant))
                ReportWord(member, name);
            else if (reserved.Contains(name))
                ReportReserved(member, name, "a member that the type has anyway");
            else if (!names.TryGetValue(name, out var other))
                names.Add(name, member.Name);
            else if (other != member.Name)
                context.Findings.AddAtKey(CSharpDiagnostics.MemberTaken, member.Place, member.Name, other, name);
        }
    }

    // A native enum has no members but its values, so there every word will do.
    private void ReportWord(Element element, string name) => context.Findings.AddAtKey(
        CSharpDiagnostics.WordReserved,
        element.Place,
        element.Name,
        name,
        element.Kind == ElementKind.EnumValue ? "an open enum" : "a union",
        element.Kind == ElementKind.EnumValue ? ", or close the enum" : "");

    private void ReportReserved(Element element, string name, string reason) =>
        context.Findings.AddAtKey(CSharpDiagnostics.MemberReserved, element.Place, element.Name, name, reason);
}
