using Virtwire.Sdk.Schema.Compatibility.Rules;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>Compares named types, and lists of fields with what they hold.</summary>
internal sealed class TypeComparison(Judge judge, Baseline baseline, LinkedSchema schema)
{
    /// <summary>Compares two types of one name.</summary>
    public void Compare(TypeModel before, TypeModel now, Spot spot)
    {
        judge.Apply(FieldRules.OfDefinitions, before, now, spot);
        switch (before, now)
        {
            case (StructModel old, StructModel model):
                CompareFields("fields", old.Fields, model.Fields, spot);
                break;
            case (EnumModel old, EnumModel model):
                CompareValues(old, model, spot);
                break;
            case (UnionModel old, UnionModel model):
                CompareVariants(old, model, spot);
                break;
            case (AliasModel old, AliasModel model):
                CompareUses(old.Target, model.Target, spot);
                judge.Apply(ConstraintRules.All, old.Constraints, model.Constraints, spot);
                break;
        }
    }

    /// <summary>Compares lists of fields that stand in one element.</summary>
    public void CompareFields(string container, EquatableArray<FieldModel> before, EquatableArray<FieldModel> now, Spot around)
    {
        foreach (var (old, field) in Matching.Of(before, now, static f => f.Name, static f => f.Lifecycle))
        {
            var spot = around.Child(container, old?.Name, field?.Name, old?.Lifecycle.Preview == true);
            judge.Apply(FieldRules.All, old, field, spot);
            CompareLives(old?.Lifecycle, field?.Lifecycle, spot with { Use = Spot.Everywhere }, nameTravels: true);
            if (old is null || field is null)
                continue;
            CompareUses(old.Type, field.Type, spot);
            judge.Apply(ConstraintRules.All, Constraints(old, field, baseline.Schema), Constraints(field, old, schema), spot);
        }
    }

    /// <summary>Compares what stands where a type is used.</summary>
    public void CompareUses(TypeExpression before, TypeExpression now, Spot spot) =>
        judge.Apply(FieldRules.OfTypes, new TypeShape(before, baseline.Schema), new TypeShape(now, schema), spot);

    /// <summary>Compares the lives of an element.</summary>
    public void CompareLives(Lifecycle? before, Lifecycle? now, Spot spot, bool nameTravels)
    {
        var (old, life) = (Of(before), Of(now));
        judge.Apply(LifeRules.All, old, life, spot);
        if (nameTravels)
            judge.Apply(LifeRules.OfNames, old, life, spot);
    }

    private Life? Of(Lifecycle? life) => life is null ? null : new Life(life, baseline.Namespace.Version);

    private void CompareValues(EnumModel before, EnumModel now, Spot around)
    {
        judge.Apply(EnumRules.All, before, now, around);
        foreach (var (old, value) in Matching.Of(before.Values, now.Values, static v => v.Name, static v => v.Lifecycle))
        {
            var spot = around.Child("values", old?.Name, value?.Name, old?.Lifecycle.Preview == true);
            if (value is null || old is not null || !before.Open)
                judge.Apply(EnumRules.OfValues, old, value, spot);
            CompareLives(old?.Lifecycle, value?.Lifecycle, spot with { Use = Spot.Everywhere }, nameTravels: true);
        }
    }

    private void CompareVariants(UnionModel before, UnionModel now, Spot around)
    {
        judge.Apply(UnionRules.All, before, now, around);
        foreach (var (old, variant) in Matching.Of(before.Variants, now.Variants, static v => v.Name, static v => v.Lifecycle))
        {
            var spot = around.Child("variants", old?.Name, variant?.Name, old?.Lifecycle.Preview == true);
            if (variant is null || old is not null || !before.Open)
                judge.Apply(UnionRules.OfVariants, old, variant, spot);
            CompareLives(old?.Lifecycle, variant?.Lifecycle, spot with { Use = Spot.Everywhere }, nameTravels: true);
            if (old is not null && variant is not null)
                CompareUses(TypeExpression.Named(old.Type), TypeExpression.Named(variant.Type), spot);
        }
    }

    // An alias that both use is compared where it is defined; behind another one its own bounds are the field's.
    private static Constraints Constraints(FieldModel field, FieldModel other, LinkedSchema schema)
    {
        var all = field.Constraints;
        if (field.Type == other.Type)
            return all;
        for (var type = field.Type; type.Kind == TypeExpressionKind.Named && schema.FindType(type.Name) is AliasModel alias; type = alias.Target)
            all = Both(all, alias.Constraints);
        return all;
    }

    private static Constraints Both(Constraints first, Constraints second) => new()
    {
        Min = first.Min ?? second.Min,
        Max = first.Max ?? second.Max,
        MinLength = first.MinLength ?? second.MinLength,
        MaxLength = first.MaxLength ?? second.MaxLength,
        MinItems = first.MinItems ?? second.MinItems,
        MaxItems = first.MaxItems ?? second.MaxItems,
        Unique = first.Unique || second.Unique,
        Pattern = first.Pattern ?? second.Pattern,
        Format = first.Format ?? second.Format,
    };
}
