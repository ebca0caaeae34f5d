using Virtwire.Sdk.Schema.Compatibility.Rules;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>Every rule of compatibility. An id is never used again.</summary>
public static class RuleTable
{
    private static readonly Dictionary<string, CompatibilityRule> ById = Rules().ToDictionary(static r => r.Definition.Id, StringComparer.Ordinal);

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<CompatibilityRule> All { get; } = [.. ById.Values.OrderBy(static r => r.Definition.Id, StringComparer.Ordinal)];

    /// <summary>The one of that id, or null.</summary>
    public static CompatibilityRule? Find(string id) => ById.TryGetValue(id, out var rule) ? rule : null;

    private static IEnumerable<CompatibilityRule> Rules() =>
    [
        .. LifeRules.OfNamespaces, .. LifeRules.All, .. LifeRules.OfNames,
        .. ResourceRules.All, .. MethodRules.All, .. FieldRules.All, .. FieldRules.OfTypes, .. FieldRules.OfDefinitions, .. ConstraintRules.All,
        .. EnumRules.All, .. EnumRules.OfValues, .. UnionRules.All, .. UnionRules.OfVariants, .. ErrorRules.All, .. ErrorRules.OfCodes, .. EventRules.All,
    ];
}
