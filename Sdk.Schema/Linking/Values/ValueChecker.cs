using System.Globalization;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;
using Virtwire.Sdk.Schema.Text.Patterns;

namespace Virtwire.Sdk.Schema.Linking.Values;

/// <summary>Something that keeps a JSON value from being one of its type.</summary>
/// <param name="Place">Where.</param>
/// <param name="Problem">What, as the end of a sentence.</param>
internal readonly record struct ValueProblem(Place Place, string Problem);

/// <summary>Checks JSON values, as examples and defaults have them, against types and constraints.</summary>
/// <param name="context">The linked schema.</param>
/// <param name="isAnswer">Whether the values are what a server says: a handle then carries its whole identity, not only a key.</param>
internal sealed class ValueChecker(LinkContext context, bool isAnswer)
{
    private readonly Dictionary<string, IRegexp?> _patterns = new(StringComparer.Ordinal);
    private readonly List<ValueProblem> _problems = [];

    /// <summary>What was found since the last time.</summary>
    public IReadOnlyList<ValueProblem> TakeProblems()
    {
        var problems = _problems.ToArray();
        _problems.Clear();
        return problems;
    }

    /// <summary>Checks the members of an object against fields.</summary>
    public void CheckMembers(JsonValue value, IEnumerable<FieldModel> fields, Place place, string? passedOver = null)
    {
        var byName = new Dictionary<string, FieldModel>(StringComparer.Ordinal);
        foreach (var field in fields)
            byName[field.Name] = field;
        foreach (var member in value.Members)
        {
            if (member.Name == passedOver)
                continue;
            if (byName.TryGetValue(member.Name, out var known))
                Check(member.Value, known, place.Child(member.Name));
            else
                Report(place.Child(member.Name), "there is no '" + member.Name + "'");
        }

        foreach (var field in byName.Values)
        {
            if (!field.Optional && value.Find(field.Name) is null)
                Report(place, "'" + field.Name + "' is missing");
        }
    }

    /// <summary>Checks a value against a field.</summary>
    public void Check(JsonValue value, FieldModel field, Place place)
    {
        if (value.Kind != JsonKind.Null || !field.Nullable)
            Check(value, field.Type, field.Constraints, place);
    }

    /// <summary>Checks a value against a type and constraints.</summary>
    public void Check(JsonValue value, TypeExpression type, Constraints constraints, Place place)
    {
        // The constraints of aliases hold as well as those of the field.
        while (type.Kind == TypeExpressionKind.Named && context.FindType(type.Name) is AliasModel alias)
        {
            CheckConstraints(value, context.Resolve(type), alias.Constraints, place);
            type = alias.Target;
        }

        switch (type.Kind)
        {
            case TypeExpressionKind.Array when Expect(value, JsonKind.Array, "an array", place):
                for (var i = 0; i < value.Items.Count; i++)
                    Check(value.Items[i], type.Element!, Constraints.None, place.Child(i));
                break;
            case TypeExpressionKind.Map when Expect(value, JsonKind.Object, "an object", place):
                foreach (var member in value.Members)
                    Check(member.Value, type.Element!, Constraints.None, place.Child(member.Name));
                break;
            case TypeExpressionKind.Named:
                CheckNamed(value, type.Name, place);
                break;
        }

        CheckConstraints(value, type, constraints, place);
    }

    private void CheckNamed(JsonValue value, string name, Place place)
    {
        if (BuiltInTypes.Contains(name))
        {
            if (ScalarTypes.Problem(name, value) is { } problem)
                Report(place, problem + " was expected");
            return;
        }

        switch (context.FindType(name))
        {
            case EnumModel model:
                if (Expect(value, JsonKind.String, "a string", place) && !model.Values.Any(v => v.Name == value.Text))
                    Report(place, "'" + name + "' has no value '" + value.Text + "'");
                break;
            case StructModel model when Expect(value, JsonKind.Object, "an object", place):
                CheckMembers(value, model.Fields, place);
                break;
            case UnionModel model when Expect(value, JsonKind.Object, "an object", place):
                CheckUnion(value, model, place);
                break;
            case null when context.FindResource(name) is { } resource && Expect(value, JsonKind.Object, "a handle", place):
                CheckHandle(value, resource, place);
                break;
        }
    }

    private void CheckUnion(JsonValue value, UnionModel union, Place place)
    {
        var tag = value.Find(union.Tag);
        if (tag is not { Kind: JsonKind.String })
        {
            Report(place, "the tag '" + union.Tag + "' is missing, or not a string");
            return;
        }

        var variant = union.Variants.FirstOrDefault(v => v.Name == tag.Text);
        if (variant is null)
            Report(place.Child(union.Tag), "'" + union.Name + "' has no variant '" + tag.Text + "'");
        else if (context.FindType(variant.Type) is StructModel model)
            CheckMembers(value, model.Fields, place, passedOver: union.Tag);
    }

    /// <summary>Checks a handle: one key at least in what is sent, the whole identity in what is answered.</summary>
    public void CheckHandle(JsonValue value, ResourceModel resource, Place place)
    {
        var key = resource.Keys.FirstOrDefault(k => k.All(name => value.Find(name) is not null));
        if (!isAnswer && key.Count == 0)
        {
            var keys = string.Join(", ", resource.Keys.Select(static k => string.Join("+", k)));
            Report(place, "no key of '" + resource.Name + "' is complete: one of " + keys);
        }

        var fields = isAnswer ? resource.Identity : resource.Identity.Select(static f => f with { Optional = true }).ToEquatableArray();
        CheckMembers(value, fields, place);
    }

    private void CheckConstraints(JsonValue value, TypeExpression type, Constraints constraints, Place place)
    {
        if (constraints == Constraints.None)
            return;
        if (value.Kind is JsonKind.Array or JsonKind.Object)
            CheckItems(value, constraints, place);
        if (type.Kind != TypeExpressionKind.Named)
            return;
        if (ScalarTypes.NumberOf(type.Name, value) is { } number)
            CheckNumber(number, constraints, place);
        else if (value.Kind == JsonKind.String)
            CheckText(value.Text, type.Name, constraints, place);
    }

    private void CheckItems(JsonValue value, Constraints constraints, Place place)
    {
        var count = value.Items.Count + value.Members.Count;
        if (count < constraints.MinItems)
            Report(place, Invariant($"it has {count} items, fewer than 'minItems' {constraints.MinItems}"));
        if (count > constraints.MaxItems)
            Report(place, Invariant($"it has {count} items, more than 'maxItems' {constraints.MaxItems}"));
        if (constraints.Unique && value.Items.Select(CanonicalJson.Write).Distinct(StringComparer.Ordinal).Count() < value.Items.Count)
            Report(place, "two of its items are equal, which 'unique' forbids");
    }

    private void CheckNumber(JsonNumber number, Constraints constraints, Place place)
    {
        if (JsonNumber.TryParse(constraints.Min ?? "", out var min) && number < min)
            Report(place, Invariant($"it is less than 'min' {constraints.Min}"));
        if (JsonNumber.TryParse(constraints.Max ?? "", out var max) && number > max)
            Report(place, Invariant($"it is greater than 'max' {constraints.Max}"));
    }

    private void CheckText(string text, string type, Constraints constraints, Place place)
    {
        var length = type == BuiltInTypes.Bytes ? ScalarTypes.LengthOfBase64(text) : CodePointsOf(text);
        if (length < constraints.MinLength)
            Report(place, Invariant($"its length is {length}, less than 'minLength' {constraints.MinLength}"));
        if (length > constraints.MaxLength)
            Report(place, Invariant($"its length is {length}, more than 'maxLength' {constraints.MaxLength}"));
        if (constraints.Pattern is { } pattern && PatternOf(pattern) is { } expression && !expression.IsMatch(text))
            Report(place, "it does not match 'pattern' " + pattern);
        if (constraints.Format is { } format && !Formats.IsMatch(format, text))
            Report(place, "it is not of the format " + format);
    }

    private IRegexp? PatternOf(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var expression))
            _patterns.Add(pattern, expression = IRegexp.Parse(pattern, out _));
        return expression;
    }

    private static int CodePointsOf(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private bool Expect(JsonValue value, JsonKind kind, string expected, Place place)
    {
        if (value.Kind != kind)
            Report(place, expected + " was expected");
        return value.Kind == kind;
    }

    private void Report(Place place, string problem) => _problems.Add(new ValueProblem(place, problem));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
