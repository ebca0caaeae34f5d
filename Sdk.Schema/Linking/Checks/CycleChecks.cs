using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>
/// Finds aliases, handles and value types that lead back to themselves, and aliases without an end in sight. The other checks rely on there
/// being none.
/// </summary>
internal static class CycleChecks
{
    /// <summary>False where there are cycles of aliases or handles, or aliases that lead too far, so that nothing may follow them.</summary>
    public static bool Run(LinkContext context)
    {
        var aliases = context.Types().Where(static t => t.Model is AliasModel)
            .ToDictionary(static t => t.Model.Name, StringComparer.Ordinal);
        var ofAliases = CycleFinder.Find(aliases.Keys, name => [((AliasModel)aliases[name].Model).Target.Leaf]);
        foreach (var cycle in ofAliases)
            context.Findings.Add(TypeDiagnostics.AliasCycle, aliases[cycle[0]].Place.Child("type"), Show(cycle));
        if (ofAliases.Count > 0 || !new AliasDepthChecks(context).Run())
            return false;

        CheckValueTypes(context);
        var resources = context.Resources().ToDictionary(static r => r.Home.Draft.Qualify(r.Model.Name), StringComparer.Ordinal);
        var ofHandles = CycleFinder.Find(resources.Keys, name => resources[name].Model.Identity.Select(f => context.Resolve(f.Type).Leaf));
        foreach (var cycle in ofHandles)
            context.Findings.Add(ResourceDiagnostics.IdentityCycle, resources[cycle[0]].Place.Child("identity"), Show(cycle));
        return ofHandles.Count == 0;
    }

    private static void CheckValueTypes(LinkContext context)
    {
        var valueTypes = context.Types().Where(static t => t.Model is StructModel { ValueType: true })
            .ToDictionary(static t => t.Model.Name, StringComparer.Ordinal);
        var cycles = CycleFinder.Find(valueTypes.Keys, name => ((StructModel)valueTypes[name].Model).Fields
            .Select(f => context.Resolve(f.Type)).Where(static t => t.Kind == TypeExpressionKind.Named).Select(static t => t.Name));
        foreach (var cycle in cycles)
            context.Findings.AddAtKey(TypeDiagnostics.ValueTypeCycle, valueTypes[cycle[0]].Place, Show(cycle));
    }

    // Of a long way round its start is enough to find it.
    private static string Show(List<string> cycle)
    {
        const int Most = 16;
        var shown = cycle.Count <= Most ? cycle : [.. cycle.Take(Most - 2), "…", cycle[cycle.Count - 1]];
        return string.Join(" → ", shown);
    }
}
