using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Schema.Text;

/// <summary>
/// A JSON number of any size, exactly: the sign, the significant digits, and the power of ten of the last of them. Bounds need it,
/// because a uint64 does not fit a double.
/// </summary>
public readonly record struct JsonNumber : IComparable<JsonNumber>
{
    private readonly bool _negative;
    private readonly string? _digits;
    private readonly long _exponent;

    private JsonNumber(bool negative, string digits, long exponent)
    {
        _negative = negative;
        _digits = digits;
        _exponent = exponent;
    }

    private string Digits => _digits ?? "";

    /// <summary>Whether it has no fraction.</summary>
    public bool IsInteger => _exponent >= 0;

    /// <summary>Whether <paramref name="text"/> is a number by the grammar of JSON.</summary>
    public static bool IsValid(string text)
    {
        var i = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var whole = SkipDigits(text, i);
        if (whole == i || (text[i] == '0' && whole > i + 1))
            return false;
        i = whole;
        if (i < text.Length && text[i] == '.')
        {
            var fraction = SkipDigits(text, i + 1);
            if (fraction == i + 1)
                return false;
            i = fraction;
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i += i + 1 < text.Length && text[i + 1] is '+' or '-' ? 2 : 1;
            var power = SkipDigits(text, i);
            if (power == i)
                return false;
            i = power;
        }

        return i == text.Length;
    }

    /// <summary>Reads a number; false where the text is none, or its exponent is beyond any use.</summary>
    public static bool TryParse(string text, out JsonNumber number)
    {
        number = default;
        if (!IsValid(text))
            return false;
        var e = text.IndexOfAny(['e', 'E']);
        var power = 0;
        if (e >= 0 && !int.TryParse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power))
            return false;
        var mantissa = e >= 0 ? text.Substring(0, e) : text;
        var negative = mantissa[0] == '-';
        if (negative)
            mantissa = mantissa.Substring(1);
        var point = mantissa.IndexOf('.');
        long exponent = power;
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = mantissa.TrimEnd('0');
        exponent += mantissa.Length - digits.Length;
        digits = digits.TrimStart('0');
        number = digits.Length == 0 ? default : new JsonNumber(negative, digits, exponent);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(JsonNumber other)
    {
        var sign = Sign.CompareTo(other.Sign);
        if (sign != 0 || Sign == 0)
            return sign;
        var magnitude = (Digits.Length + _exponent).CompareTo(other.Digits.Length + other._exponent);
        if (magnitude == 0)
            magnitude = string.CompareOrdinal(Digits, other.Digits);
        return _negative ? -magnitude : magnitude;
    }

    /// <summary>The one way to write this number: no exponent where twenty digits do, else one digit before the point.</summary>
    public override string ToString()
    {
        if (Sign == 0)
            return "0";
        var text = new StringBuilder(_negative ? "-" : "");
        var whole = Digits.Length + _exponent;
        if (_exponent >= 0 && whole <= 20)
            return text.Append(Digits).Append('0', (int)_exponent).ToString();
        if (_exponent < 0 && whole > 0)
            return text.Append(Digits, 0, (int)whole).Append('.').Append(Digits, (int)whole, Digits.Length - (int)whole).ToString();
        if (_exponent < 0 && whole > -6)
            return text.Append("0.").Append('0', (int)-whole).Append(Digits).ToString();
        text.Append(Digits[0]);
        if (Digits.Length > 1)
            text.Append('.').Append(Digits, 1, Digits.Length - 1);
        return text.Append('e').Append((whole - 1).ToString(CultureInfo.InvariantCulture)).ToString();
    }

    private int Sign => Digits.Length == 0 ? 0 : _negative ? -1 : 1;

    private static int SkipDigits(string text, int i)
    {
        while (i < text.Length && text[i] is >= '0' and <= '9')
            i++;
        return i;
    }

    /// <summary>Whether the left number is less.</summary>
    public static bool operator <(JsonNumber left, JsonNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left number is greater.</summary>
    public static bool operator >(JsonNumber left, JsonNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left number is less or the same.</summary>
    public static bool operator <=(JsonNumber left, JsonNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left number is greater or the same.</summary>
    public static bool operator >=(JsonNumber left, JsonNumber right) => left.CompareTo(right) >= 0;
}
