using System.Globalization;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>
/// Takes values out of checked JSON. What is missing or of the wrong kind has been reported by then, and reads as absent.
/// </summary>
internal static class JsonValueReading
{
    /// <summary>The number, when it is whole and fits 32 bits.</summary>
    public static int? AsInteger(this JsonValue value) =>
        value.Kind == JsonKind.Number
        && JsonNumber.TryParse(value.Text, out var number)
        && int.TryParse(number.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            ? integer
            : null;

    public static string? Text(this JsonValue element, string keyword) =>
        element.Find(keyword) is { Kind: JsonKind.String, Text: not "" } value ? value.Text : null;

    public static string? Name(this JsonValue element, string keyword, NameRule rule) =>
        element.Text(keyword) is { } text && rule.Accepts(text) ? text : null;

    public static string? Reference(this JsonValue element, string keyword) =>
        element.Text(keyword) is { } text && TypeExpressionReader.IsReference(text, NameRule.Definition) ? text : null;

    public static bool Flag(this JsonValue element, string keyword, bool absent = false) =>
        element.Find(keyword) is { IsBoolean: true } value ? value.Kind == JsonKind.True : absent;

    public static int? Integer(this JsonValue element, string keyword) => element.Find(keyword)?.AsInteger();

    public static SchemaVersion? Version(this JsonValue element, string keyword) =>
        SchemaVersion.TryParse(element.Text(keyword), out var version) ? version : null;

    public static TypeExpression? Type(this JsonValue element, string keyword) =>
        element.Text(keyword) is { } text ? TypeExpressionReader.Read(text, out _) : null;

    public static string? Number(this JsonValue element, string keyword) =>
        element.Find(keyword) is { Kind: JsonKind.Number } value && JsonNumber.TryParse(value.Text, out var number) ? number.ToString() : null;

    public static string? Canonical(this JsonValue element, string keyword) =>
        element.Find(keyword) is { } value ? CanonicalJson.Write(value) : null;

    public static JsonValue? Object(this JsonValue element, string keyword) =>
        element.Find(keyword) is { Kind: JsonKind.Object } value ? value : null;

    /// <summary>The strings of an array that follow a rule, each once.</summary>
    public static EquatableArray<string> Names(this JsonValue element, string keyword, Func<string, bool> isValid) =>
        element.Find(keyword) is { Kind: JsonKind.Array } value ? value.Names(isValid) : default;

    /// <inheritdoc cref="Names(JsonValue, string, Func{string, bool})"/>
    public static EquatableArray<string> Names(this JsonValue list, Func<string, bool> isValid) =>
        list.Items.Where(i => i.Kind == JsonKind.String && isValid(i.Text)).Select(static i => i.Text)
            .Distinct(StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Reads the elements of a map, in the order of the text.</summary>
    public static EquatableArray<T> Map<T>(this JsonValue element, string keyword, Func<string, JsonValue, int, T> read)
        where T : IEquatable<T>
    {
        if (element.Object(keyword) is not { } map)
            return default;
        var items = new List<T>(map.Members.Count);
        foreach (var member in map.Members)
        {
            if (member.Value.Kind == JsonKind.Object)
                items.Add(read(member.Name, member.Value, items.Count));
        }

        return new EquatableArray<T>(items.ToArray());
    }

    /// <summary>Reads the elements of a list.</summary>
    public static EquatableArray<T> List<T>(this JsonValue element, string keyword, Func<JsonValue, T> read)
        where T : IEquatable<T> =>
        element.Find(keyword) is { Kind: JsonKind.Array } list
            ? list.Items.Where(static i => i.Kind == JsonKind.Object).Select(read).ToEquatableArray()
            : default;

    /// <summary>The value behind a word, or that of the first word where there is none.</summary>
    public static T Choice<T>(this JsonValue element, string keyword, params (string Word, T Value)[] choices)
    {
        var text = element.Text(keyword);
        foreach (var (word, value) in choices)
        {
            if (word == text)
                return value;
        }

        return choices[0].Value;
    }
}
