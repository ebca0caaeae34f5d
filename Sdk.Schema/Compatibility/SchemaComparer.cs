using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>Compares a schema with what was released of it. Pure: whoever calls it reads the files and prints what was found.</summary>
public static class SchemaComparer
{
    /// <summary>
    /// Compares by every rule of <see cref="RuleTable"/>. A baseline of another major version promises nothing to this one, and is passed
    /// over; so is one of a namespace that no document is of.
    /// </summary>
    /// <param name="schema">The schema as it is now.</param>
    /// <param name="documents">The documents that it was linked from, which findings are placed in.</param>
    /// <param name="baselines">What was released, in any order.</param>
    /// <returns>What breaks (errors) and what is risky (warnings), once each, by document; of several baselines the latest is named.</returns>
    public static EquatableArray<SchemaDiagnostic> Compare(LinkedSchema schema, IReadOnlyList<DocumentModel> documents, IReadOnlyList<Baseline> baselines)
    {
        var findings = new List<SchemaDiagnostic>();
        var known = new HashSet<(string Id, string Document, string Pointer, string Name)>();
        var compared = baselines.Where(b => WhyNotCompared(b, schema, documents) is null).OrderByDescending(static b => b.Namespace.Version);
        foreach (var released in compared.GroupBy(static b => b.Namespace.Name))
        {
            var ns = schema.FindNamespace(released.Key)!;
            var places = new DocumentPlaces(documents, ns.Name);
            var windows = new RemovalWindows(released.Select(static b => b.Namespace));
            foreach (var baseline in released)
            {
                foreach (var (name, finding) in new NamespaceComparison(baseline, ns, schema, places, windows, UseOf).Run())
                {
                    if (known.Add((finding.Id, finding.Document, finding.Pointer, name)))
                        findings.Add(finding);
                }
            }
        }

        return findings.OrderBy(static f => f.Document, StringComparer.Ordinal).ToEquatableArray();

        TypeUse UseOf(string name) => baselines.Aggregate(TypeUse.None, (use, baseline) => use | baseline.Schema.UseOf(name));
    }

    /// <summary>Why <see cref="Compare"/> passes a baseline over, for people; null where it does not.</summary>
    public static string? WhyNotCompared(Baseline baseline, LinkedSchema schema, IReadOnlyList<DocumentModel> documents)
    {
        var released = baseline.Namespace;
        if (documents.All(d => d.Namespace != released.Name) || schema.FindNamespace(released.Name) is not { } now)
            return "no document of '" + released.Name + "' was given";
        return now.Version.Major == released.Version.Major
            ? null
            : "the version is now " + now.Version + ", and another major version keeps no promise of this one";
    }
}
