using System.Globalization;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>VW2501–VW2549: enums.</summary>
internal static class EnumRules
{
    public static Rule<EnumModel>[] All { get; } =
    [
        Rule.Changed<EnumModel>(
            "VW2501", "A closed enum was opened", "C/B/B", "open", "peers of before expect no other values than theirs; keep it closed",
            static (before, now) => !before.Open && now.Open),
        Rule.Changed<EnumModel>(
            "VW2502", "An open enum was closed", "B/C/C", "open", "values that it does not list could be sent, and now are refused; keep it open",
            static (before, now) => before.Open && !now.Open),
        Rule.Changed<EnumModel>(
            "VW2503", "A fallback was removed", "B", "fallback", "unknown values could be read as '{1}'; bring the fallback back",
            static (before, now) => before.Fallback is not null && now.Fallback is null,
            static (before, _) => [before.Fallback!]),
        Rule.Changed<EnumModel>(
            "VW2504", "A fallback changed", "R", "fallback", "unknown values were read as '{1}' and now are as '{2}'",
            static (before, now) => before.Fallback is not null && now.Fallback is not null && before.Fallback != now.Fallback,
            static (before, now) => [before.Fallback!, now.Fallback!]),
        Rule.Changed<EnumModel>(
            "VW2505", "A number is used again", "B", "values", "{1}; give the new value a number that was never used",
            static (before, now) => Reused(before, now).Any(),
            static (before, now) => [string.Join(", ", Reused(before, now))]),
    ];

    public static Rule<EnumValueModel>[] OfValues { get; } =
    [
        Rule.Removed<EnumValueModel>(
            "VW2506", "A value was removed", "B/C/C", "the value '{0}' was removed, and peers of before may send it; bring it back, or deprecate it first"),
        Rule.Added<EnumValueModel>(
            "VW2507", "A value was added to a closed enum", "C/B/B", "it is new, and peers of before expect no other values than theirs; add it to another enum"),
        Rule.Changed<EnumValueModel>(
            "VW2508", "A number changed", "B", "number", "its number was {1} and is now {2}; a number stays with its value",
            static (before, now) => before.Number != now.Number,
            static (before, now) => [Text(before.Number), Text(now.Number)]),
    ];

    private static IEnumerable<string> Reused(EnumModel before, EnumModel now) =>
        from value in now.Values
        where before.Values.All(b => b.Name != value.Name && value.Lifecycle.Was.All(w => w.Name != b.Name))
        from owner in before.Values
        where owner.Number == value.Number
        select $"the number {Text(value.Number)} of '{value.Name}' was the one of '{owner.Name}'";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
