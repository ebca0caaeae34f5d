using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks that an earlier name still leads to one element only. Renames in a circle are names in use as well.</summary>
internal static class RenameChecks
{
    public static void Run(LinkContext context)
    {
        foreach (var ns in context.Namespaces)
        {
            CheckNames(ns.TypesAndResources(), context.Findings);
            CheckNames(ns.Errors.Select(static e => e.Element), context.Findings);
            foreach (var element in ns.Elements)
            {
                foreach (var siblings in element.Groups())
                    CheckNames(siblings, context.Findings);
                CheckVersions(element, context.Findings);
            }
        }
    }

    private static void CheckNames(IEnumerable<Element> siblings, FindingList findings)
    {
        var elements = siblings as IReadOnlyCollection<Element> ?? siblings.ToArray();
        if (elements.All(static e => e.Life.Was.Count == 0))
            return;
        var names = elements.ToDictionary(static e => e.Name, StringComparer.Ordinal);
        var earlier = new Dictionary<string, Element>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            foreach (var rename in element.Life.Was)
            {
                if (names.TryGetValue(rename.Name, out var other))
                    Report(element, rename, other == element ? "its name now" : "the name of another element now");
                else if (earlier.TryGetValue(rename.Name, out var owner))
                    Report(element, rename, "already an earlier name of '" + owner.Name + "'");
                else
                    earlier.Add(rename.Name, element);
            }
        }

        void Report(Element element, Rename rename, string use) =>
            findings.Add(LifecycleDiagnostics.NameTaken, element.Place.Child("was"), rename.Name, use);
    }

    private static void CheckVersions(Element element, FindingList findings)
    {
        foreach (var rename in element.Life.Was)
        {
            if (rename.Until <= element.Since)
                findings.Add(
                    LifecycleDiagnostics.RenameOrder, element.Place.Child("was"), rename.Until.ToString(), element.Since.ToString());
        }
    }
}
