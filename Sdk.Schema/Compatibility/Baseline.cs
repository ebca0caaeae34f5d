using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>A namespace as it was released: one document of the language, in the canonical form, which no one edits again.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Schema">The schema that it is part of, with what it imports.</param>
public sealed record Baseline(NamespaceModel Namespace, LinkedSchema Schema)
{
    /// <summary>
    /// Links a released document with what it imports: with the released document of the same version, else with the latest, else with
    /// the documents at hand.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="released">All released documents.</param>
    /// <param name="atHand">Documents of now.</param>
    /// <param name="findings">Why it does not link.</param>
    /// <returns>The baseline; null where it does not link.</returns>
    public static Baseline? Link(
        DocumentModel document, IReadOnlyList<DocumentModel> released, IReadOnlyList<DocumentModel> atHand, out EquatableArray<SchemaDiagnostic> findings)
    {
        var documents = new List<DocumentModel> { document };
        var known = new HashSet<string>(StringComparer.Ordinal) { document.Namespace };
        for (var i = 0; i < documents.Count; i++)
        {
            foreach (var name in documents[i].Imports.Where(known.Add))
            {
                var versions = released.Where(d => d.Namespace == name).OrderBy(static d => d.Version).ToArray();
                if (versions.Length == 0)
                    documents.AddRange(atHand.Where(d => d.Namespace == name));
                else
                    documents.Add(versions.FirstOrDefault(d => d.Version == document.Version) ?? versions[versions.Length - 1]);
            }
        }

        var linked = Linker.Link(documents);
        findings = linked.Diagnostics.Where(static d => d.Severity == SchemaSeverity.Error).ToEquatableArray();
        return linked.Schema is { } schema ? new Baseline(schema.FindNamespace(document.Namespace)!, schema) : null;
    }

    /// <summary>What it is called: <c>host 1.0</c>.</summary>
    public override string ToString() => Namespace.Name + " " + Namespace.Version;
}
