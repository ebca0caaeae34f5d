using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Cli.Discovery;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>
/// The text form of keys. <c>field:value</c> says which key it is; otherwise a uuid, a path and a MAC address are known by their looks, a
/// text with a slash is <c>parent/name</c> where the resource has parents, and all else is the name. The parent is a key of its own, so it
/// may be <c>uuid/name</c>; the last part may hold slashes.
/// </summary>
internal static partial class KeyText
{
    private const char Separator = '/';

    // What a text looks like that is not a name.
    private static readonly (string Field, Func<string, bool> Looks)[] Looks =
    [
        ("uuid", static text => Guid.TryParseExact(text, "D", out _)),
        ("path", static text => text.StartsWith(Separator)),
        ("mac", static text => MacAddress().IsMatch(text)),
    ];

    /// <summary>What a key can be, for people: <c>name</c>, <c>uuid</c>, <c>domain/name</c>.</summary>
    public static IEnumerable<string> Forms(ValueShape shape) =>
        shape.KeySets.Select(set => string.Join(Separator, set.Select(field => field.Name)));

    /// <summary>Writes the handle that a text stands for.</summary>
    /// <exception cref="UsageException">It stands for none.</exception>
    public static void Write(Utf8JsonWriter writer, string option, ValueShape shape, string text)
    {
        if (Choose(shape, text) is not { } chosen)
            throw new UsageException(Refusal(option, shape, text));
        writer.WriteStartObject();
        foreach (var (field, value) in chosen)
        {
            writer.WritePropertyName(field.Name);
            if (field.Shape.Kind == ValueKind.Handle)
                Write(writer, option, field.Shape, value);
            else if (field.Shape.Kind == ValueKind.Integer && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                writer.WriteNumberValue(number);
            else
                writer.WriteStringValue(value);
        }

        writer.WriteEndObject();
    }

    private static List<(KeyField Field, string Value)>? Choose(ValueShape shape, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && Single(shape, text[..colon]) is { } named)
            return [(named, text[(colon + 1)..])];
        foreach (var (name, looks) in Looks)
        {
            if (looks(text) && Single(shape, name) is { } field)
                return [(field, text)];
        }

        foreach (var set in shape.KeySets.Where(set => set.Count > 1))
        {
            if (Split(set, text) is { } parts)
                return parts;
        }

        return shape.KeySets.FirstOrDefault(set => set.Count == 1) is [var first] ? [(first, text)] : null;
    }

    private static KeyField? Single(ValueShape shape, string name) =>
        shape.KeySets.FirstOrDefault(set => set.Count == 1 && set[0].Name == name) is [var field] ? field : null;

    // Each field takes as many parts as its own key has; the last one takes what is left.
    private static List<(KeyField Field, string Value)>? Split(IReadOnlyList<KeyField> set, string text)
    {
        var values = new List<(KeyField, string)>();
        var rest = text;
        foreach (var field in set.SkipLast(1))
        {
            var end = -1;
            for (var part = 0; part < Parts(field.Shape); part++)
            {
                end = rest.IndexOf(Separator, end + 1);
                if (end < 0)
                    return null;
            }

            if (end == 0)
                return null;
            values.Add((field, rest[..end]));
            rest = rest[(end + 1)..];
        }

        if (rest.Length == 0)
            return null;
        values.Add((set[^1], rest));
        return values;
    }

    private static int Parts(ValueShape shape) =>
        shape.Kind != ValueKind.Handle || shape.KeySets.Any(set => set.Count == 1) ? 1 : shape.KeySets[0].Sum(field => Parts(field.Shape));

    private static string Refusal(string option, ValueShape shape, string text) => Forms(shape).ToList() is { Count: > 0 } forms
        ? $"{option} takes {string.Join(" or ", forms)}, not '{text}'."
        : $"{option} takes an object that is found by JSON only, such as {{\"…\":…}}.";

    [GeneratedRegex("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$", RegexOptions.CultureInvariant)]
    private static partial Regex MacAddress();
}
