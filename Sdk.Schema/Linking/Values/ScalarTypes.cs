using System.Globalization;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Linking.Values;

/// <summary>What the values of the built-in types look like on JSON.</summary>
internal static class ScalarTypes
{
    private const string WithinExact = "a whole number within ±(2^53−1)";

    private static readonly JsonNumber MaxExact = Number("9007199254740991");

    /// <summary>The least and the greatest value of a type of whole numbers, and the type in words; null for other types.</summary>
    private static (JsonNumber Min, JsonNumber Max, string Words)? WholeRange(string type) => type switch
    {
        BuiltInTypes.Int32 => (Number("-2147483648"), Number("2147483647"), "a whole number of 32 bits"),
        BuiltInTypes.Integer => (Number("-9007199254740991"), MaxExact, WithinExact),
        BuiltInTypes.Duration => (Number("-922337203685477"), Number("922337203685477"), "a whole number within ±922337203685477"),
        BuiltInTypes.UInt64 => (Number("0"), Number("18446744073709551615"), "a whole number of 64 bits without sign"),
        _ => null,
    };

    /// <summary>What a value lacks to be one of the type, in words; null where it is one.</summary>
    public static string? Problem(string type, JsonValue value)
    {
        var isOne = type switch
        {
            BuiltInTypes.Json => true,
            BuiltInTypes.Bool => value.IsBoolean,
            BuiltInTypes.String => value.Kind == JsonKind.String,
            BuiltInTypes.Float => value.Kind == JsonKind.Number && IsFinite(value.Text),
            BuiltInTypes.Bytes => value.Kind == JsonKind.String && LengthOfBase64(value.Text) >= 0,
            BuiltInTypes.Uuid => value.Kind == JsonKind.String && IsUuid(value.Text),
            BuiltInTypes.Uri => value.Kind == JsonKind.String && Uris.IsValid(value.Text),
            BuiltInTypes.Timestamp => value.Kind == JsonKind.String && Timestamps.IsValid(value.Text),
            _ => NumberOf(type, value) is not null,
        };
        return isOne ? null : Words(type);
    }

    /// <summary>What a bound lacks to be a value of a numeric type, in words; null where it is one, or the type has no bounds.</summary>
    public static string? ProblemOfBound(string type, string bound)
    {
        if (type == BuiltInTypes.Float)
            return IsFinite(bound) ? null : Words(type);
        return WholeRange(type) is { } range
            && (!JsonNumber.TryParse(bound, out var number) || !number.IsInteger || number < range.Min || number > range.Max)
                ? range.Words
                : null;
    }

    /// <summary>The number that a value of a numeric type is; null where it is none.</summary>
    public static JsonNumber? NumberOf(string type, JsonValue value)
    {
        var isText = type == BuiltInTypes.UInt64 && value.Kind == JsonKind.String && IsDecimal(value.Text);
        if ((value.Kind != JsonKind.Number && !isText) || !JsonNumber.TryParse(value.Text, out var number))
            return null;
        if (type == BuiltInTypes.Float)
            return number;
        return WholeRange(type) is { } range && number.IsInteger && number >= range.Min && number <= range.Max ? number : null;
    }

    /// <summary>How many bytes a base64 text stands for; −1 where it is none.</summary>
    public static int LengthOfBase64(string text)
    {
        if (text.Length % 4 != 0)
            return -1;
        var padding = text.EndsWith("==", StringComparison.Ordinal) ? 2 : text.EndsWith("=", StringComparison.Ordinal) ? 1 : 0;
        for (var i = 0; i < text.Length - padding; i++)
        {
            if (text[i] is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/'))
                return -1;
        }

        return padding > 0 && HasSpareBits(text[text.Length - padding - 1], padding) ? -1 : (text.Length / 4 * 3) - padding;
    }

    // What the last digit holds beyond the last byte is nought in the one form that codecs read.
    private static bool HasSpareBits(char last, int padding)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return (Alphabet.IndexOf(last) & (padding == 2 ? 0b1111 : 0b11)) != 0;
    }

    private static string Words(string type) => type switch
    {
        BuiltInTypes.Bool => "true or false",
        BuiltInTypes.String => "a string",
        BuiltInTypes.Float => "a number that a double can hold",
        BuiltInTypes.Bytes => "a string in base64, with its padding",
        BuiltInTypes.Uuid => "a UUID such as \"6695eb01-f6a4-8304-79aa-97f2502e193f\"",
        BuiltInTypes.Uri => "a URI with its scheme (RFC 3986)",
        BuiltInTypes.Timestamp => "an instant such as \"2026-11-20T09:00:00Z\" (RFC 3339)",
        BuiltInTypes.Duration => "a whole number of milliseconds within ±922337203685477",
        BuiltInTypes.UInt64 => "a decimal string, or a number, of 64 bits without sign",
        _ => WholeRange(type)?.Words ?? type,
    };

    private static JsonNumber Number(string text) => JsonNumber.TryParse(text, out var number) ? number : default;

    private static bool IsDecimal(string text) =>
        text.Length is > 0 and <= 20 && text.All(static c => c is >= '0' and <= '9') && (text.Length == 1 || text[0] != '0');

    private static bool IsFinite(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && !double.IsInfinity(number);

    private static bool IsUuid(string text)
    {
        if (text.Length != 36)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !Addresses.IsHex(text[i]))
                return false;
        }

        return true;
    }
}
