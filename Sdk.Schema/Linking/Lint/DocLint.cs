using Virtwire.Sdk.Schema.Diagnostics;

namespace Virtwire.Sdk.Schema.Linking.Lint;

/// <summary>Finds elements without words and methods without examples.</summary>
internal static class DocLint
{
    public static void Run(LinkContext context)
    {
        foreach (var element in context.Namespaces.SelectMany(static n => n.Elements))
        {
            if (element.Life.Doc is null)
                context.Findings.AddAtKey(LintDiagnostics.NoDoc, element.Place);
        }

        foreach (var resource in context.Resources())
        {
            foreach (var method in resource.Model.Methods)
            {
                if (method.Examples.Count == 0)
                    context.Findings.AddAtKey(LintDiagnostics.NoExample, resource.Place.Child("methods", method.Name));
            }
        }
    }
}
