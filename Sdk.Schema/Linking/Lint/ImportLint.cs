using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Lint;

/// <summary>Finds imports of which nothing is used.</summary>
internal static class ImportLint
{
    public static void Run(LinkContext context)
    {
        foreach (var ns in context.Namespaces)
        {
            if (ns.Draft.Imports.Count == 0)
                continue;
            var used = new HashSet<string>(
                ns.Elements.SelectMany(static e => e.Uses).Select(static u => LinkedSchema.NamespaceOf(u.Name)),
                StringComparer.Ordinal);
            foreach (var document in ns.Draft.Documents)
            {
                for (var i = 0; i < document.Imports.Count; i++)
                {
                    if (!used.Contains(document.Imports[i]))
                        context.Findings.Add(
                            LintDiagnostics.UnusedImport, Place.Root(document.Path).Child("import", i), document.Imports[i], ns.Name);
                }
            }
        }
    }
}
