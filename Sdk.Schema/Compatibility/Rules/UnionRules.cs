using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>VW2551–VW2599: unions.</summary>
internal static class UnionRules
{
    public static Rule<UnionModel>[] All { get; } =
    [
        Rule.Changed<UnionModel>(
            "VW2551", "A closed union was opened", "C/B/B", "open", "peers of before expect no other variants than theirs; keep it closed",
            static (before, now) => !before.Open && now.Open),
        Rule.Changed<UnionModel>(
            "VW2552", "An open union was closed", "B/C/C", "open", "variants that it does not list could be sent, and now are refused; keep it open",
            static (before, now) => before.Open && !now.Open),
        Rule.Changed<UnionModel>(
            "VW2553", "A tag changed", "B", "tag", "the variant was named by '{1}' and now is by '{2}'; a tag stays as it is",
            static (before, now) => before.Tag != now.Tag,
            static (before, now) => [before.Tag, now.Tag]),
    ];

    public static Rule<VariantModel>[] OfVariants { get; } =
    [
        Rule.Removed<VariantModel>(
            "VW2554", "A variant was removed", "B/C/C", "the variant '{0}' was removed, and peers of before may send it; bring it back, or deprecate it first"),
        Rule.Added<VariantModel>(
            "VW2555", "A variant was added to a closed union", "C/B/B", "it is new, and peers of before expect no other variants than theirs; add it to another union"),
    ];
}
