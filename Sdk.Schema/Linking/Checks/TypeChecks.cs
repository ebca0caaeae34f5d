using System.Globalization;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks enums, unions and reserved names.</summary>
internal static class TypeChecks
{
    public static void Run(LinkContext context)
    {
        foreach (var type in context.Types())
        {
            if (type.Model is EnumModel @enum)
                CheckEnum(@enum, type.Place, context.Findings);
            if (type.Model is UnionModel union)
                CheckUnion(union, type.Place, context);
            foreach (var member in type.Element.Children)
            {
                if (type.Model.Reserved.Contains(member.Name))
                    context.Findings.AddAtKey(TypeDiagnostics.Reserved, member.Place, member.Name);
            }
        }

        CheckHandles(context);
    }

    private static void CheckEnum(EnumModel type, Place place, FindingList findings)
    {
        for (var i = 1; i < type.Values.Count; i++)
        {
            var (before, value) = (type.Values[i - 1], type.Values[i]);
            if (before.Number == value.Number)
            {
                findings.Add(
                    TypeDiagnostics.NumberTaken,
                    place.Child("values", value.Name).Child("number"),
                    value.Number.ToString(CultureInfo.InvariantCulture),
                    before.Name);
            }
        }

        if (type.Fallback is not { } fallback)
            return;
        var names = type.Values.Select(static v => v.Name);
        if (!names.Contains(fallback))
            findings.Add(TypeDiagnostics.UnknownFallback, place.Child("fallback"), fallback, Suggestion.Clause(fallback, names));
        if (!type.Open)
            findings.AddAtKey(TypeDiagnostics.ClosedFallback, place.Child("fallback"));
    }

    private static void CheckUnion(UnionModel type, Place place, LinkContext context)
    {
        foreach (var variant in type.Variants)
        {
            var at = place.Child("variants", variant.Name).Child("type");
            if (variant.Type.Length == 0)
                continue;
            if (context.FindType(variant.Type) is not StructModel model)
                context.Findings.Add(
                    TypeDiagnostics.VariantNotStruct, at, variant.Type, context.Describe(TypeExpression.Named(variant.Type)));
            else if (model.Fields.Any(f => f.Name == type.Tag || f.Lifecycle.Was.Any(w => w.Name == type.Tag)))
                context.Findings.Add(TypeDiagnostics.TagTaken, at, variant.Type, type.Tag);
        }
    }

    private static void CheckHandles(LinkContext context)
    {
        // A parent without an identity is told of as a parent.
        foreach (var element in context.Namespaces.SelectMany(static n => n.Elements).Where(static e => e.Kind != ElementKind.Resource))
        {
            foreach (var use in element.Uses)
            {
                if (!use.IsError && context.FindResource(use.Name) is { HasIdentity: false })
                    context.Findings.Add(TypeDiagnostics.NoHandle, use.Place, use.Name);
            }
        }
    }
}
