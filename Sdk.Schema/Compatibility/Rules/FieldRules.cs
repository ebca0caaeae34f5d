using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>VW2301–VW2399: fields, parameters and their types.</summary>
internal static class FieldRules
{
    public static Rule<FieldModel>[] All { get; } =
    [
        Rule.Removed<FieldModel>(
            "VW2301", "A field was removed that was always there", "B", "'{0}' was removed, and was never absent; bring it back", static f => !f.Optional),
        Rule.Removed<FieldModel>(
            "VW2302", "An optional field was removed", "B/R/R", "'{0}' was removed; bring it back, or deprecate it first", static f => f.Optional),
        Rule.Added<FieldModel>(
            "VW2303", "A field was added that must be given", "B/C/C", "it is new and must be given, which peers of before do not; add \"optional\": true",
            static f => !f.Optional),
        Rule.Changed<FieldModel>(
            "VW2304", "A field must be given now", "B/C/C", "optional", "it could be left out and now must be given; make it optional again",
            static (before, now) => before.Optional && !now.Optional),
        Rule.Changed<FieldModel>(
            "VW2305", "A field may be absent now", "C/B/B", "optional", "it was always there and may now be absent, which peers of before do not expect; remove the 'optional'",
            static (before, now) => !before.Optional && now.Optional),
        Rule.Changed<FieldModel>(
            "VW2306", "A field may be null now", "C/B/B", "nullable", "it was never null and now may be, which peers of before do not expect; remove the 'nullable'",
            static (before, now) => !before.Nullable && now.Nullable),
        Rule.Changed<FieldModel>(
            "VW2307", "A field may not be null any more", "B/C/C", "nullable", "it could be null and now may not; make it nullable again",
            static (before, now) => before.Nullable && !now.Nullable),
        Rule.Changed<FieldModel>(
            "VW2308", "A default changed", "B", "default", "where it is absent, {1} was taken, and now {2} is; what an absence means never changes",
            static (before, now) => before.Default is not null && before.Default != now.Default && now.Optional,
            static (before, now) => [before.Default!, now.Default ?? "nothing"]),
        Rule.Changed<FieldModel>(
            "VW2309", "A default was added", "R", "default", "where it is absent, {1} is now taken; make sure that it always was",
            static (before, now) => before.Default is null && before.Optional && now.Default is not null,
            static (_, now) => [now.Default!]),
        Rule.Changed<FieldModel>(
            "VW2310", "A unit changed", "B", "unit", "it was in {1} and is now in {2}; add another field instead",
            static (before, now) => before.Unit is not null && before.Unit != now.Unit,
            static (before, now) => [before.Unit!, now.Unit ?? "no unit"]),
        Rule.Changed<FieldModel>(
            "VW2311", "A unit is stated late", "R", "unit", "no unit was stated, and now it is in {1}; make sure that it always was",
            static (before, now) => before.Unit is null && now.Unit is not null,
            static (_, now) => [now.Unit!]),
        Rule.Changed<FieldModel>(
            "VW2312", "A secret is no longer kept", "R", "sensitive", "its values were kept out of logs, and no longer are; make sure that none is a secret",
            static (before, now) => before.Sensitive && !now.Sensitive),
    ];

    public static Rule<TypeShape>[] OfTypes { get; } =
    [
        Rule.Changed<TypeShape>(
            "VW2351", "A type changed", "B", "type", "its type was {1} and is now {2}; add another field instead",
            static (before, now) => TypeRelations.Of(before, now) == TypeRelation.Other, Types),
        Rule.Changed<TypeShape>(
            "VW2352", "A type takes in more", "C/B/B", "type", "its type was {1} and is now {2}, which peers of before cannot read; add another field instead",
            static (before, now) => TypeRelations.Of(before, now) == TypeRelation.Wider, Types),
        Rule.Changed<TypeShape>(
            "VW2353", "A type takes in less", "B/C/C", "type", "its type was {1} and is now {2}, which is not all that peers of before send; add another field instead",
            static (before, now) => TypeRelations.Of(before, now) == TypeRelation.Narrower, Types),
    ];

    /// <summary>What holds for every named type.</summary>
    public static Rule<TypeModel>[] OfDefinitions { get; } =
    [
        Rule.Changed<TypeModel>(
            "VW2354", "A type became another kind", "B", "kind", "it was {1} and is now {2}; add another type instead",
            static (before, now) => before.GetType() != now.GetType(),
            static (before, now) => [Kind(before), Kind(now)]),
        Rule.Changed<TypeModel>(
            "VW2313", "A reserved name was given free", "B", "reserved", "{1} must not come back with another meaning; reserve it again",
            static (before, now) => Freed(before, now).Any(),
            static (before, now) => [string.Join(", ", Freed(before, now))]),
    ];

    private static string Kind(TypeModel type) => type switch
    {
        StructModel => "a struct",
        EnumModel => "an enum",
        UnionModel => "a union",
        _ => "an alias",
    };

    private static string[] Types(TypeShape before, TypeShape now) => [before.Type.ToString(), now.Type.ToString()];

    private static IEnumerable<string> Freed(TypeModel before, TypeModel now) => before.Reserved.Except(now.Reserved, StringComparer.Ordinal);
}
