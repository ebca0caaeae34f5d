using System.Globalization;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking.Values;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;
using Virtwire.Sdk.Schema.Text.Patterns;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks that constraints apply to the type they stand at, are possible for it, and leave values over.</summary>
internal sealed class ConstraintChecks(LinkContext context)
{
    private static readonly string[] Numbers =
        [BuiltInTypes.Int32, BuiltInTypes.Integer, BuiltInTypes.UInt64, BuiltInTypes.Float, BuiltInTypes.Duration];

    private static readonly string[] Texts = [BuiltInTypes.String, BuiltInTypes.Uri];

    public void Run()
    {
        foreach (var type in context.Types())
        {
            if (type.Model is AliasModel alias)
                Check(alias.Target, alias.Constraints, alias.Unit, type.Place);
        }

        foreach (var (field, place) in context.Fields())
            Check(field.Type, field.Constraints, field.Unit, place);
    }

    private void Check(TypeExpression type, Constraints constraints, string? unit, Place place)
    {
        if (!context.IsKnown(context.Resolve(type)))
            return;
        if (unit is not null)
            CheckUnit(type, place);
        if (constraints == Constraints.None)
            return;
        CheckKeywords(context.Resolve(type), constraints, place);
        CheckBounds(context.Resolve(type), constraints, place);
        CheckContradictions(type, constraints, place);
        if (constraints.Pattern is { } pattern && IRegexp.Parse(pattern, out var fault) is null)
        {
            context.Findings.Add(
                FieldDiagnostics.Pattern, place.Child("pattern"), (fault!.Position + 1).ToString(CultureInfo.InvariantCulture), fault.Problem);
        }
    }

    private void CheckUnit(TypeExpression type, Place place)
    {
        var resolved = context.Resolve(type);
        while (resolved.Element is { } element)
            resolved = context.Resolve(element);
        if (resolved.Name == BuiltInTypes.Duration || !Numbers.Contains(resolved.Name))
            Misplaced("unit", "int32, integer, uint64, float, and arrays and maps of them", resolved, place);
    }

    private void CheckKeywords(TypeExpression type, Constraints constraints, Place place)
    {
        var isNumber = Is(type, Numbers);
        var isText = Is(type, Texts);
        var isArray = type.Kind == TypeExpressionKind.Array;
        var isMany = isArray || type.Kind == TypeExpressionKind.Map;
        const string numbers = "int32, integer, uint64, float and duration";
        const string lengths = "string, uri and bytes";
        const string many = "arrays and maps";
        Expect(isNumber || constraints.Min is null, "min", numbers);
        Expect(isNumber || constraints.Max is null, "max", numbers);
        Expect(isText || Is(type, BuiltInTypes.Bytes) || constraints.MinLength is null, "minLength", lengths);
        Expect(isText || Is(type, BuiltInTypes.Bytes) || constraints.MaxLength is null, "maxLength", lengths);
        Expect(isMany || constraints.MinItems is null, "minItems", many);
        Expect(isMany || constraints.MaxItems is null, "maxItems", many);
        Expect(isArray || !constraints.Unique, "unique", "arrays");
        Expect(isText || constraints.Pattern is null, "pattern", "string and uri");
        Expect(Is(type, BuiltInTypes.String) || constraints.Format is null, "format", "string");

        void Expect(bool applies, string keyword, string types)
        {
            if (!applies)
                Misplaced(keyword, types, type, place);
        }
    }

    private void Misplaced(string keyword, string types, TypeExpression type, Place place)
    {
        var advice = type.Kind == TypeExpressionKind.Named
            ? types
            : types + "; to constrain the items, give their type a name with an alias";
        context.Findings.AddAtKey(FieldDiagnostics.Misplaced, place.Child(keyword), keyword, context.Describe(type), advice);
    }

    private void CheckBounds(TypeExpression type, Constraints constraints, Place place)
    {
        if (type.Kind != TypeExpressionKind.Named)
            return;
        CheckBound("min", constraints.Min);
        CheckBound("max", constraints.Max);

        void CheckBound(string keyword, string? bound)
        {
            if (bound is not null && ScalarTypes.ProblemOfBound(type.Name, bound) is { } expected)
                context.Findings.Add(FieldDiagnostics.Bound, place.Child(keyword), keyword, bound, type.Name, "it is " + expected);
        }
    }

    // The constraints of the aliases on the way hold as well, so the tightest of all is what counts.
    private void CheckContradictions(TypeExpression type, Constraints own, Place place)
    {
        var all = new List<Constraints> { own };
        while (type.Kind == TypeExpressionKind.Named && context.FindType(type.Name) is AliasModel alias)
        {
            all.Add(alias.Constraints);
            type = alias.Target;
        }

        Compare("min", static c => c.Min, "max", static c => c.Max);
        Compare("minLength", static c => Text(c.MinLength), "maxLength", static c => Text(c.MaxLength));
        Compare("minItems", static c => Text(c.MinItems), "maxItems", static c => Text(c.MaxItems));

        void Compare(string least, Func<Constraints, string?> min, string greatest, Func<Constraints, string?> max)
        {
            if (min(own) is null && max(own) is null)
                return;
            var (lower, upper) = (Tightest(all.Select(min), 1), Tightest(all.Select(max), -1));
            if (lower is { } l && upper is { } u && l > u)
            {
                var keyword = min(own) is null ? greatest : least;
                context.Findings.Add(FieldDiagnostics.Contradiction, place.Child(keyword), least, l.ToString(), greatest, u.ToString());
            }
        }
    }

    private static JsonNumber? Tightest(IEnumerable<string?> bounds, int direction)
    {
        JsonNumber? tightest = null;
        foreach (var bound in bounds)
        {
            if (JsonNumber.TryParse(bound ?? "", out var number) && (tightest is not { } t || number.CompareTo(t) == direction))
                tightest = number;
        }

        return tightest;
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static bool Is(TypeExpression type, params string[] names) =>
        type.Kind == TypeExpressionKind.Named && names.Contains(type.Name);
}
