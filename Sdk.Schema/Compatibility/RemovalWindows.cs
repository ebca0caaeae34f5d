using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>
/// From which version on elements may be removed, as the baselines of a namespace announced it. What is deprecated lives for two minor
/// versions at least, whatever it announces.
/// </summary>
internal sealed class RemovalWindows
{
    private const int LeastMinorVersions = 2;

    private readonly Dictionary<string, SchemaVersion> _ends = new(StringComparer.Ordinal);

    /// <summary>Reads the announcements; the latest baseline's word holds.</summary>
    public RemovalWindows(IEnumerable<NamespaceModel> baselines)
    {
        foreach (var (pointer, life) in baselines.OrderBy(static b => b.Version).SelectMany(Elements))
        {
            if (life.Deprecated is not { } deprecated)
                continue;
            var least = new SchemaVersion(deprecated.Since.Major, deprecated.Since.Minor + LeastMinorVersions);
            _ends[pointer] = deprecated.RemoveNotBefore is { } announced && announced > least ? announced : least;
        }
    }

    /// <summary>Whether what stood there may be gone in a version.</summary>
    public bool IsOver(string pointer, SchemaVersion version)
    {
        // What holds it may have been announced as a whole.
        for (var at = pointer; at.Length > 0; at = at.Substring(0, at.LastIndexOf('/')))
        {
            if (_ends.TryGetValue(at, out var end) && end <= version)
                return true;
        }

        return false;
    }

    private static IEnumerable<(string Pointer, Lifecycle Life)> Elements(NamespaceModel ns) =>
        ns.Types.SelectMany(static t => Of(At("/types", LinkedSchema.ShortNameOf(t.Name)), t))
            .Concat(ns.Errors.SelectMany(static e => Of(At("/errors", e.Name), e.Lifecycle, ("data", e.Data))))
            .Concat(ns.Resources.SelectMany(static r => Of(At("/resources", r.Name), r)));

    private static IEnumerable<(string, Lifecycle)> Of(string at, TypeModel type) => type switch
    {
        StructModel model => Of(at, type.Lifecycle, ("fields", model.Fields)),
        EnumModel model => model.Values.Select(v => (At(at + "/values", v.Name), v.Lifecycle)).Prepend((at, type.Lifecycle)),
        UnionModel model => model.Variants.Select(v => (At(at + "/variants", v.Name), v.Lifecycle)).Prepend((at, type.Lifecycle)),
        _ => [(at, type.Lifecycle)],
    };

    private static IEnumerable<(string, Lifecycle)> Of(string at, ResourceModel resource) =>
        Of(at, resource.Lifecycle, ("identity", resource.Identity))
            .Concat(resource.Methods.SelectMany(m => Of(At(at + "/methods", m.Name), m.Lifecycle, ("params", m.Params))))
            .Concat(resource.Events.SelectMany(e => Of(At(at + "/events", e.Name), e.Lifecycle, ("data", e.Data))));

    private static IEnumerable<(string, Lifecycle)> Of(string at, Lifecycle life, (string Container, EquatableArray<FieldModel> All) fields) =>
        fields.All.Select(f => (At(at + "/" + fields.Container, f.Name), f.Lifecycle)).Prepend((at, life));

    private static string At(string parent, string name) => JsonPointer.Append(parent, name);
}
