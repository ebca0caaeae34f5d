using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Pipeline;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Decides what is emitted: one unit a type, a resource's half or a namespace, by the roles of the document it stands in.</summary>
internal sealed class Planner
{
    private readonly DocumentIndex _documents;
    private readonly List<EmissionUnit> _units = [];
    private readonly TypePlanner _types;
    private readonly ResourcePlanner _resources;
    private readonly ApiPlanner _apis;

    private Planner(LinkedSchema schema, IReadOnlyList<SchemaDocument> documents)
    {
        _documents = new DocumentIndex(documents);
        var types = new TypeMap(schema);
        var records = new RecordPlanner(schema, types);
        _types = new TypePlanner(types, records);
        _resources = new ResourcePlanner(schema, types, records);
        _apis = new ApiPlanner(schema, types);
    }

    /// <summary>The plan for linked documents.</summary>
    public static EquatableArray<EmissionUnit> Plan(LinkedSchema schema, IReadOnlyList<SchemaDocument> documents, CancellationToken cancellationToken)
    {
        var planner = new Planner(schema, documents);
        foreach (var ns in schema.Namespaces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            planner.Add(ns);
        }

        return Apart(planner._units);
    }

    // The compiler compares the names of emitted files without case, as file systems do; C# has both Uri and URI.
    private static EquatableArray<EmissionUnit> Apart(List<EmissionUnit> units)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < units.Count; i++)
        {
            var name = units[i].HintName;
            for (var n = 2; !names.Add(units[i].HintName); n++)
                units[i] = units[i] with { HintName = FormattableString.Invariant($"{name.Substring(0, name.Length - ".g.cs".Length)}.{n}.g.cs") };
        }

        return units.ToEquatableArray();
    }

    private void Add(NamespaceModel ns)
    {
        foreach (var type in ns.Types)
        {
            var home = _documents.HomeOf(ns, LinkedSchema.ShortNameOf(type.Name));
            if (home.Has(SchemaRoles.Types) && _types.Plan(ns, type, home.File) is { } unit)
                _units.Add(unit);
        }

        foreach (var error in ns.Errors)
        {
            var home = _documents.HomeOf(ns, error);
            if (home.Has(SchemaRoles.Types))
                _units.Add(_types.Plan(ns, error, home.File));
        }

        foreach (var resource in ns.Resources)
            _resources.Plan(ns, resource, _documents.HomeOf(ns, resource.Name), _units);
        if (_documents.RolesOf(ns).HasFlag(SchemaRoles.Types))
            _units.Add(_apis.Plan(ns, _documents.FilesOf(ns)));
        if (ResourcePlanner.Connection(ns, _documents) is { } connection)
            _units.Add(connection);
    }
}
