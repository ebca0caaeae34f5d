using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking.Checks;
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
                    else
                        draft.Imports[name] = imported;
                }
            }
        }

        foreach (var cycle in CycleFinder.Find(byName.Keys, name => byName[name].Imports.Keys))
        {
            var closing = byName[cycle[cycle.Count - 2]];
            var document = closing.Documents.First(d => d.Imports.Contains(cycle[0]));
            var index = document.Imports.ToList().IndexOf(cycle[0]);
            findings.Add(NameDiagnostics.ImportCycle, Place.Root(document.Path).Child("import", index), string.Join(" → ", cycle));
        }
    }
}
