using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks that the versions of every element fit those of what it stands in, what it uses, and the namespace.</summary>
internal sealed class LifecycleChecks(LinkContext context)
{
    private FindingList Findings => context.Findings;

    public void Run()
    {
        foreach (var ns in context.Namespaces)
        {
            foreach (var element in ns.Elements)
            {
                CheckSince(element, ns);
                CheckUses(element, ns);
                if (element.Life.Deprecated is { } deprecated)
                    CheckDeprecation(element, deprecated, ns);
            }
        }
    }

    private void CheckSince(Element element, LinkedNamespace ns)
    {
        var version = ns.Model.Version;
        if (element.Since > version)
            Findings.Add(
                LifecycleDiagnostics.AfterVersion, element.Place.Child("since"), element.Since.ToString(), version.ToString(), ns.Name);
        if (element.Parent is { } parent && element.Since < parent.Since)
        {
            Findings.Add(
                LifecycleDiagnostics.BeforeParent, element.Place.Child("since"), element.Since.ToString(), parent.Name, parent.Since.ToString());
        }
    }

    // Versions of different namespaces do not compare.
    private void CheckUses(Element element, LinkedNamespace ns)
    {
        foreach (var use in element.Uses)
        {
            if (context.FindTarget(use) is not { } target)
                continue;
            if (target.Since > element.Since && LinkedSchema.NamespaceOf(use.Name) == ns.Name)
                Findings.Add(LifecycleDiagnostics.ReferentNewer, use.Place, element.Since.ToString(), use.Name, target.Since.ToString());
            if (target.IsPreview && !element.IsPreview)
                Findings.Add(LifecycleDiagnostics.UsesPreview, use.Place, use.Name);
        }
    }

    private void CheckDeprecation(Element element, Deprecation deprecated, LinkedNamespace ns)
    {
        var place = element.Place.Child("deprecated");
        if (deprecated.Since < element.Since)
            Order("since", deprecated.Since, "not earlier than", "the element's 'since'", element.Since);
        if (deprecated.Since > ns.Model.Version)
            Findings.Add(
                LifecycleDiagnostics.AfterVersion, place.Child("since"), deprecated.Since.ToString(), ns.Model.Version.ToString(), ns.Name);
        if (deprecated.RemoveNotBefore is { } removal && removal <= deprecated.Since)
            Order("removeNotBefore", removal, "later than", "the deprecation's 'since'", deprecated.Since);

        if (deprecated.Use is not { } use)
            Findings.AddAtKey(LifecycleDiagnostics.NoUse, place);
        else if (!LeadsSomewhere(use, element, ns))
            Findings.Add(LifecycleDiagnostics.UnknownUse, place.Child("use"), use, Suggestion.Clause(use, NamesBeside(element, ns)));

        void Order(string keyword, SchemaVersion version, string relation, string other, SchemaVersion otherVersion) => Findings.Add(
            LifecycleDiagnostics.DeprecationOrder,
            place.Child(keyword),
            "'" + keyword + "'",
            version.ToString(),
            relation,
            other,
            otherVersion.ToString());
    }

    private bool LeadsSomewhere(string use, Element element, LinkedNamespace ns)
    {
        if (SiblingsOf(element, ns).Any(s => s != element && s.Name == use))
            return true;
        // Definition or Definition.member, of the namespace itself or, qualified, of one that it imports.
        return FindPath(use, ns)
            || context.Namespaces.Any(n => ns.Draft.Imports.ContainsKey(n.Name)
                && use.StartsWith(n.Name + ".", StringComparison.Ordinal)
                && FindPath(use.Substring(n.Name.Length + 1), n));
    }

    private static bool FindPath(string path, LinkedNamespace ns)
    {
        var dot = path.IndexOf('.');
        var definition = ns.Definitions().FirstOrDefault(d => d.Name == (dot < 0 ? path : path.Substring(0, dot)));
        return definition is not null && (dot < 0 || definition.Children.Any(c => c.Name == path.Substring(dot + 1)));
    }

    private static IEnumerable<string> NamesBeside(Element element, LinkedNamespace ns) => SiblingsOf(element, ns).Select(static s => s.Name);

    private static IEnumerable<Element> SiblingsOf(Element element, LinkedNamespace ns) =>
        element.Parent?.Children.Where(c => c.Kind == element.Kind) ?? ns.Definitions();
}
