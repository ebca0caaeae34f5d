using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Finds where the values of each type travel, by walking from parameters, results, errors and events.</summary>
internal sealed class TypeUses
{
    private readonly Dictionary<string, TypeModel> _types;
    private readonly Dictionary<string, ResourceModel> _resources;
    private readonly Dictionary<string, TypeUse> _uses = new(StringComparer.Ordinal);
    private readonly Stack<(string Name, TypeUse Use)> _open = new();

    private TypeUses(IReadOnlyList<NamespaceModel> namespaces)
    {
        _types = namespaces.SelectMany(static n => n.Types).ToDictionary(static t => t.Name, StringComparer.Ordinal);
        _resources = namespaces.SelectMany(static n => n.Resources.Select(r => (Key: n.Name + "." + r.Name, Value: r)))
            .ToDictionary(static r => r.Key, static r => r.Value, StringComparer.Ordinal);
    }

    /// <summary>The uses by qualified name. Resources are among them: a handle's fields travel as well.</summary>
    public static IReadOnlyDictionary<string, TypeUse> Find(IReadOnlyList<NamespaceModel> namespaces)
    {
        var uses = new TypeUses(namespaces);
        foreach (var ns in namespaces)
        {
            foreach (var error in ns.Errors)
                uses.Reach(error.Data, TypeUse.Response);
            foreach (var resource in ns.Resources)
                uses.Reach(resource);
        }

        uses.Walk();
        return uses._uses;
    }

    private void Reach(ResourceModel resource)
    {
        foreach (var method in resource.Methods)
        {
            Reach(method.Params, TypeUse.Request);
            if (!method.Static)
                Reach(resource.Identity, TypeUse.Request);
            if (method.Result is { } result)
                Reach(result.Leaf, TypeUse.Response);
            if (method.Task?.Progress is { } progress)
                Reach(progress, TypeUse.Response);
        }

        foreach (var @event in resource.Events)
        {
            Reach(@event.Data, TypeUse.Event);
            Reach(resource.Identity, TypeUse.Event);
        }
    }

    private void Reach(EquatableArray<FieldModel> fields, TypeUse use)
    {
        foreach (var field in fields)
            Reach(field.Type.Leaf, use);
    }

    private void Reach(string name, TypeUse use)
    {
        if (BuiltInTypes.Contains(name))
            return;
        _uses.TryGetValue(name, out var known);
        if ((known & use) == use)
            return;
        _uses[name] = known | use;
        _open.Push((name, use));
    }

    private void Walk()
    {
        while (_open.Count > 0)
        {
            var (name, use) = _open.Pop();
            if (_resources.TryGetValue(name, out var resource))
                Reach(resource.Identity, use);
            else if (_types.TryGetValue(name, out var type))
                ReachParts(type, use);
        }
    }

    private void ReachParts(TypeModel type, TypeUse use)
    {
        switch (type)
        {
            case StructModel model:
                Reach(model.Fields, use);
                break;
            case UnionModel model:
                foreach (var variant in model.Variants)
                    Reach(variant.Type, use);
                break;
            case AliasModel model:
                Reach(model.Target.Leaf, use);
                break;
        }
    }
}
