using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks what resources are and how their objects are found.</summary>
internal sealed class ResourceChecks(LinkContext context)
{
    private static readonly HashSet<string> IdentifyingTypes = new(
        [
            BuiltInTypes.Bool, BuiltInTypes.String, BuiltInTypes.Int32, BuiltInTypes.Integer, BuiltInTypes.UInt64, BuiltInTypes.Uuid,
            BuiltInTypes.Uri,
        ],
        StringComparer.Ordinal);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _routes = new(StringComparer.Ordinal);

    public void Run()
    {
        // The registered namespaces come first: a vendor's resource is the one that must have another name.
        foreach (var ns in context.Namespaces.OrderBy(static n => !RegisteredNamespaces.Contains(n.Name)))
        {
            foreach (var resource in ns.Resources)
                Check(resource.Model, ns, resource.Place);
        }
    }

    private void Check(ResourceModel resource, LinkedNamespace ns, Place place)
    {
        if (_names.TryGetValue(resource.Name, out var owner))
        {
            context.Findings.AddAtKey(NameDiagnostics.ForeignResource, place, owner, resource.Name);
        }
        else
        {
            _names.Add(resource.Name, ns.Name);
            CheckRoute(resource, ns, place);
        }

        CheckIdentity(resource, place);
        CheckParent(resource, place);
        foreach (var @event in resource.Events)
        {
            if (resource.Methods.Any(m => m.Name == @event.Name))
                context.Findings.AddAtKey(
                    ResourceDiagnostics.EventNamedAsMethod, place.Child("events", @event.Name), resource.Name, @event.Name);
        }
    }

    private void CheckRoute(ResourceModel resource, LinkedNamespace ns, Place place)
    {
        if (resource.Rest is not { } route)
            return;
        if (_routes.TryGetValue(route, out var other))
            context.Findings.Add(ResourceDiagnostics.RouteTaken, place.Child("rest"), route, other);
        else
            _routes.Add(route, ns.Draft.Qualify(resource.Name));
    }

    private void CheckIdentity(ResourceModel resource, Place place)
    {
        if (resource.HasIdentity && resource.Keys.Count == 0)
            context.Findings.AddAtKey(
                ResourceDiagnostics.KeysAndIdentity, place.Child("identity"), "identity", "keys", "say which fields find an object");
        if (!resource.HasIdentity && resource.Keys.Count > 0)
            context.Findings.AddAtKey(
                ResourceDiagnostics.KeysAndIdentity, place.Child("keys"), "keys", "identity", "say which fields a handle carries");

        foreach (var field in resource.Identity)
        {
            var type = context.Resolve(field.Type);
            if (!context.IsKnown(type))
                continue;
            var identifies = type.Kind == TypeExpressionKind.Named
                && (IdentifyingTypes.Contains(type.Name)
                    || context.FindType(type.Name) is EnumModel
                    || context.FindResource(type.Name) is not null);
            if (!identifies)
                context.Findings.Add(
                    ResourceDiagnostics.IdentityType, place.Child("identity", field.Name).Child("type"), context.Describe(type));
        }

        if (!resource.HasIdentity)
            return;
        var names = resource.Identity.Select(static f => f.Name).ToArray();
        var sets = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < resource.Keys.Count; i++)
        {
            var set = string.Join("+", resource.Keys[i].OrderBy(static k => k, StringComparer.Ordinal));
            if (!sets.Add(set))
                context.Findings.Add(KeywordDiagnostics.Repeated, place.Child("keys", i), set, "keys");
            for (var j = 0; j < resource.Keys[i].Count; j++)
            {
                var name = resource.Keys[i][j];
                if (!names.Contains(name))
                    context.Findings.Add(
                        ResourceDiagnostics.UnknownKey, place.Child("keys", i).Child(j), name, Suggestion.Clause(name, names));
            }
        }
    }

    private void CheckParent(ResourceModel resource, Place place)
    {
        if (resource.Parent is not { } parent)
            return;
        if (context.FindResource(parent) is not { HasIdentity: true })
        {
            var description = context.FindResource(parent) is null
                ? context.Describe(TypeExpression.Named(parent))
                : "a group of static methods";
            context.Findings.Add(ResourceDiagnostics.ParentNotResource, place.Child("parent"), parent, description);
        }
        else if (!resource.Identity.Any(f => context.Resolve(f.Type) is { Kind: TypeExpressionKind.Named } type && type.Name == parent))
        {
            context.Findings.Add(ResourceDiagnostics.ParentNotInIdentity, place.Child("parent"), parent);
        }
    }
}
