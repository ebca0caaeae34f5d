using System.Text;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking.Lint;

/// <summary>Finds names that people or languages will stumble over.</summary>
internal static class NameLint
{
    public static void Run(LinkContext context)
    {
        foreach (var ns in context.Namespaces)
        {
            CheckSimilar(ns.TypesAndResources(), context.Findings);
            CheckSimilar(ns.Errors.Select(static e => e.Element), context.Findings);
            foreach (var element in ns.Elements)
            {
                Check(element, context.Findings);
                foreach (var siblings in element.Groups())
                    CheckSimilar(siblings, context.Findings);
            }
        }
    }

    private static void Check(Element element, FindingList findings)
    {
        // The words of enums and unions are data: languages make names of their own for them.
        var isMember = element.Kind
            is ElementKind.Field or ElementKind.IdentityField or ElementKind.Parameter or ElementKind.Method or ElementKind.Event;
        if (!isMember)
        {
            // In Python even names with a capital can be keywords.
            if (element.Parent is null && LanguageKeywords.OfMembers.TryGetValue(element.Name, out var language))
                findings.AddAtKey(LintDiagnostics.LanguageKeyword, element.Place, element.Name, language);
            return;
        }

        var keywords = element.Kind == ElementKind.Parameter ? LanguageKeywords.OfParameters : LanguageKeywords.OfMembers;
        if (keywords.TryGetValue(element.Name, out var languages))
            findings.AddAtKey(LintDiagnostics.LanguageKeyword, element.Place, element.Name, languages);
        if (CamelCase(element.Name) is var camel && camel != element.Name)
            findings.AddAtKey(LintDiagnostics.Style, element.Place, camel);
    }

    private static void CheckSimilar(IEnumerable<Element> siblings, FindingList findings)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in siblings)
        {
            var folded = Fold(element.Name);
            if (names.TryGetValue(folded, out var other))
                findings.AddAtKey(LintDiagnostics.NearlySame, element.Place, element.Name, other);
            else
                names.Add(folded, element.Name);
        }
    }

    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
                folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    private static string CamelCase(string name)
    {
        if (name[0] is >= 'a' and <= 'z' && name.IndexOf('_') < 0 && name.IndexOf('-') < 0)
            return name;
        var pascal = Model.CSharpNames.Pascal(name);
        return char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }
}
