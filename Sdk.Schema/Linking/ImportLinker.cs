using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Connects namespaces with those they import, and refuses cycles.</summary>
internal static class ImportLinker
{
    public static void Link(IReadOnlyCollection<NamespaceDraft> drafts, FindingList findings)
    {
        var byName = drafts.ToDictionary(static d => d.Name, StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            foreach (var document in draft.Documents)
            {
                for (var i = 0; i < document.Imports.Count; i++)
                {
                    var name = document.Imports[i];
                    var place = Place.Root(document.Path).Child("import", i);
                    if (name == draft.Name)
                        findings.Add(NameDiagnostics.SelfImport, place, name);
                    else if (!byName.TryGetValue(name, out var imported))
                        findings.Add(NameDiagnostics.UnknownNamespace, place, name, Suggestion.Clause(name, byName.Keys));
                    else if (WayBetween(imported, draft, []) is { } way)
                        findings.Add(NameDiagnostics.ImportCycle, place, draft.Name + " → " + string.Join(" → ", way));
                    else
                        draft.Imports[name] = imported;
                }
            }
        }
    }

    // The names from one namespace to another along the imports that are linked so far, or null where there is no way.
    private static List<string>? WayBetween(NamespaceDraft from, NamespaceDraft to, HashSet<NamespaceDraft> seen)
    {
        if (from == to)
            return [to.Name];
        if (!seen.Add(from))
            return null;
        foreach (var next in from.Imports.Values)
        {
            if (WayBetween(next, to, seen) is { } way)
            {
                way.Insert(0, from.Name);
                return way;
            }
        }

        return null;
    }
}
