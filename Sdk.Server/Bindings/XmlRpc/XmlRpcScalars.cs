using System.Globalization;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>The texts of scalar values.</summary>
internal static class XmlRpcScalars
{
    private static readonly string[] Instants =
    [
        "yyyyMMdd'T'HH:mm:ssFFFFFFFK", "yyyyMMdd'T'HH:mm:ss.FFFFFFFK", "yyyyMMdd'T'HHmmssK",
        "yyyy-MM-dd'T'HH:mm:ssFFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The value of a type whose text that is; null where the text is none, or the type is not known.</summary>
    internal static XmlRpcValue? Parse(string type, string text) => type switch
    {
        "string" => new XmlRpcValue.Text(text),
        "i4" or "int" => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new XmlRpcValue.Int(number) : null,
        "i8" => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new XmlRpcValue.Long(number) : null,
        "boolean" => text.Trim() switch { "0" => new XmlRpcValue.Bool(false), "1" => new XmlRpcValue.Bool(true), _ => null },
        "double" => ParseReal(text.Trim()),
        "dateTime.iso8601" => ParseInstant(text.Trim()),
        "base64" => ParseBinary(text),
        "nil" => text.Length == 0 ? XmlRpcValue.Nil.Instance : null,
        _ => null,
    };

    /// <summary>A number without an exponent, which the specification does not know: as many digits as it takes to read the same number again.</summary>
    internal static string Format(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        if (at < 0)
            return text;
        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = number < 0 ? "-" : "";
        var mantissa = text[sign.Length..at];
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = (mantissa.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? dot : mantissa.Length) + exponent;
        return point <= 0
            ? $"{sign}0.{new string('0', -point)}{digits}"
            : $"{sign}{digits.PadRight(point, '0')[..point]}{(digits.Length > point ? "." + digits[point..] : "")}";
    }

    /// <summary>An instant as the specification writes it: in UTC, to the second.</summary>
    internal static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    // Exponents are read all the same: many write them.
    private static XmlRpcValue.Real? ParseReal(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? new XmlRpcValue.Real(number)
            : null;

    private static XmlRpcValue.Instant? ParseInstant(string text) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? new XmlRpcValue.Instant(time)
            : null;

    private static XmlRpcValue.Binary? ParseBinary(string text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count) ? new XmlRpcValue.Binary(bytes.AsMemory(0, count)) : null;
    }
}
