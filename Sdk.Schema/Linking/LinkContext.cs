using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>What the checks see: all linked namespaces, and the list that findings go to.</summary>
internal sealed class LinkContext
{
    private readonly Dictionary<string, Linked<TypeModel>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Linked<ResourceModel>> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Linked<ErrorModel>> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeExpression> _resolved = new(StringComparer.Ordinal);

    public LinkContext(IReadOnlyList<LinkedNamespace> namespaces, FindingList findings)
    {
        Namespaces = namespaces;
        Findings = findings;
        foreach (var ns in namespaces)
        {
            foreach (var type in ns.Types)
                _types.Add(type.Model.Name, type);
            foreach (var resource in ns.Resources)
                _resources.Add(ns.Draft.Qualify(resource.Model.Name), resource);
            foreach (var error in ns.Errors)
                _errors.Add(ns.Draft.Qualify(error.Model.Name), error);
        }
    }

    public IReadOnlyList<LinkedNamespace> Namespaces { get; }

    public FindingList Findings { get; }

    public TypeModel? FindType(string qualifiedName) => _types.TryGetValue(qualifiedName, out var type) ? type.Model : null;

    public ResourceModel? FindResource(string qualifiedName) => _resources.TryGetValue(qualifiedName, out var found) ? found.Model : null;

    /// <summary>What a use leads to, or null where the name had no target.</summary>
    public Element? FindTarget(Use use)
    {
        if (use.IsError)
            return _errors.TryGetValue(use.Name, out var error) ? error.Element : null;
        if (_types.TryGetValue(use.Name, out var type))
            return type.Element;
        return _resources.TryGetValue(use.Name, out var resource) ? resource.Element : null;
    }

    public IEnumerable<Linked<TypeModel>> Types() => Namespaces.SelectMany(static n => n.Types);

    public IEnumerable<Linked<ErrorModel>> Errors() => Namespaces.SelectMany(static n => n.Errors);

    public IEnumerable<Linked<ResourceModel>> Resources() => Namespaces.SelectMany(static n => n.Resources);

    /// <summary>Everything that has a type and constraints, except aliases.</summary>
    public IEnumerable<(FieldModel Model, Place Place)> Fields()
    {
        foreach (var type in Types())
        {
            if (type.Model is StructModel model)
            {
                foreach (var field in model.Fields)
                    yield return (field, type.Place.Child("fields", field.Name));
            }
        }

        foreach (var error in Errors())
        {
            foreach (var datum in error.Model.Data)
                yield return (datum, error.Place.Child("data", datum.Name));
        }

        foreach (var resource in Resources())
        {
            foreach (var field in resource.Model.Identity)
                yield return (field, resource.Place.Child("identity", field.Name));
            foreach (var method in resource.Model.Methods)
            {
                foreach (var parameter in method.Params)
                    yield return (parameter, resource.Place.Child("methods", method.Name).Child("params", parameter.Name));
            }

            foreach (var @event in resource.Model.Events)
            {
                foreach (var datum in @event.Data)
                    yield return (datum, resource.Place.Child("events", @event.Name).Child("data", datum.Name));
            }
        }
    }

    /// <summary>
    /// The expression with every alias on its way replaced by what it stands for. Aliases must have been found free of cycles.
    /// </summary>
    public TypeExpression Resolve(TypeExpression expression)
    {
        if (expression.Kind != TypeExpressionKind.Named || FindType(expression.Name) is not AliasModel)
            return expression;
        if (_resolved.TryGetValue(expression.Name, out var known))
            return known;
        var start = expression.Name;
        while (expression.Kind == TypeExpressionKind.Named && FindType(expression.Name) is AliasModel alias)
            expression = alias.Target;
        _resolved.Add(start, expression);
        return expression;
    }

    /// <summary>Whether the name at the bottom of an expression has a target. Where it has none, that was told of.</summary>
    public bool IsKnown(TypeExpression expression)
    {
        var leaf = expression.Leaf;
        return BuiltInTypes.Contains(leaf) || _types.ContainsKey(leaf) || _resources.ContainsKey(leaf);
    }

    /// <summary>What a name is, for a message: <c>an enum</c>, <c>a resource</c>.</summary>
    public string Describe(TypeExpression expression)
    {
        if (expression.Kind == TypeExpressionKind.Array)
            return "an array";
        if (expression.Kind == TypeExpressionKind.Map)
            return "a map";
        return FindType(expression.Name) switch
        {
            StructModel => "a struct",
            EnumModel => "an enum",
            UnionModel => "a union",
            AliasModel => "an alias",
            _ => FindResource(expression.Name) is null ? expression.Name : "a resource",
        };
    }
}
