using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>
/// Finds what the names in one namespace mean. Its own names come first, then those of exactly one import; a name with a dot is
/// qualified, and its namespace must be imported.
/// </summary>
internal sealed class NameResolver(NamespaceDraft home, FindingList findings)
{
    /// <summary>The expression with its name qualified. A name without a target is reported, and stays: the checks pass over it.</summary>
    public TypeExpression Resolve(TypeExpression expression, Place place)
    {
        var leaf = expression.Leaf;
        return BuiltInTypes.Contains(leaf) || ResolveType(leaf, place) is not { } name ? expression : expression.WithLeaf(name);
    }

    /// <summary>The qualified name of a type or resource; null, and a finding, where there is none.</summary>
    public string? ResolveType(string reference, Place place) => Resolve(reference, place, NameSet.Types);

    /// <summary>The qualified name of an error; null, and a finding, where there is none.</summary>
    public string? ResolveError(string reference, Place place) => Resolve(reference, place, NameSet.Errors);

    private string? Resolve(string reference, Place place, NameSet set)
    {
        var dot = reference.LastIndexOf('.');
        if (dot >= 0)
            return ResolveQualified(reference, reference.Substring(0, dot), reference.Substring(dot + 1), place, set);
        if (set.Has(home, reference))
            return home.Qualify(reference);

        var found = home.Imports.Values.Where(ns => set.Has(ns, reference)).Select(ns => ns.Qualify(reference)).ToArray();
        if (found.Length == 1)
            return found[0];
        if (found.Length > 1)
            findings.Add(NameDiagnostics.Ambiguous, place, reference, string.Join(", ", found));
        else
            ReportUnknown(set, place, reference, home, home.Imports.Values.Prepend(home).SelectMany(set.NamesOf));
        return null;
    }

    private string? ResolveQualified(string reference, string namespaceName, string name, Place place, NameSet set)
    {
        var ns = namespaceName == home.Name ? home : home.Imports.TryGetValue(namespaceName, out var imported) ? imported : null;
        if (ns is not null && set.Has(ns, name))
            return reference;
        if (ns is not null)
            ReportUnknown(set, place, name, ns, set.NamesOf(ns));
        else if (!home.Documents.Any(d => d.Imports.Contains(namespaceName)))
            findings.Add(NameDiagnostics.NotImported, place, reference, namespaceName);
        // Otherwise the import itself is at fault, which was told of.
        return null;
    }

    private void ReportUnknown(NameSet set, Place place, string name, NamespaceDraft ns, IEnumerable<string> candidates) =>
        findings.Add(set.Unknown, place, name, ns.Name, Suggestion.Clause(name, candidates));

    /// <summary>One of the two sets of names that a namespace has.</summary>
    private sealed record NameSet(
        Func<NamespaceDraft, string, bool> Has, Func<NamespaceDraft, IEnumerable<string>> NamesOf, DiagnosticDefinition Unknown)
    {
        public static NameSet Types { get; } = new(
            static (ns, name) => ns.Types.ContainsKey(name) || ns.Resources.ContainsKey(name),
            static ns => ns.Types.Keys.Concat(ns.Resources.Keys),
            NameDiagnostics.UnknownType);

        public static NameSet Errors { get; } = new(
            static (ns, name) => ns.Errors.ContainsKey(name), static ns => ns.Errors.Keys, NameDiagnostics.UnknownError);
    }
}
