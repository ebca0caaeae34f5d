using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Schema.Text;

/// <summary>Reads the strings of a JSON text.</summary>
internal sealed class JsonStringReader(string text, Action<JsonFaultKind, int, int, string> report)
{
    private readonly StringBuilder _decoded = new();
    private int _position;

    /// <summary>Reads the string whose opening quote is at <paramref name="start"/>; a string without end ends with its line.</summary>
    public string Read(int start, out int end)
    {
        _decoded.Clear();
        _position = start + 1;
        var runStart = _position;
        while (_position < text.Length)
        {
            var c = text[_position];
            if (c == '"')
            {
                end = _position + 1;
                return _decoded.Length == 0 ? text.Substring(runStart, _position - runStart) : Take(runStart);
            }

            if (c is '\n' or '\r')
                break;
            if (c == '\\')
            {
                _decoded.Append(text, runStart, _position - runStart);
                ReadEscape();
                runStart = _position;
            }
            else
            {
                CheckCharacter(c);
                _position++;
            }
        }

        report(JsonFaultKind.String, start, 1, "the string that begins here has no closing '\"' on its line");
        end = _position;
        return Take(runStart);
    }

    /// <summary>A character as a message can show it.</summary>
    public static string Show(char c) =>
        c is < ' ' or (>= '\x7F' and <= '\xA0') or '\u2028' or '\u2029' or '\uFEFF' || char.IsSurrogate(c)
            ? "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture)
            : c.ToString();

    private string Take(int runStart) => _decoded.Append(text, runStart, _position - runStart).ToString();

    private void CheckCharacter(char c)
    {
        if (c < ' ')
            report(JsonFaultKind.String, _position, 1, "the control character " + Show(c) + " must be written as an escape");
        else if (char.IsHighSurrogate(c) && _position + 1 < text.Length && char.IsLowSurrogate(text[_position + 1]))
            _position++;
        else if (char.IsSurrogate(c))
            report(JsonFaultKind.String, _position, 1, Show(c) + " is half of a surrogate pair");
    }

    private void ReadEscape()
    {
        var start = _position++;
        var c = _position < text.Length ? text[_position] : '\0';
        var plain = c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (plain != '\0')
        {
            _position++;
            _decoded.Append(plain);
        }
        else if (c == 'u')
        {
            ReadUnicodeEscape(start);
        }
        else
        {
            report(JsonFaultKind.String, start, 1, "a backslash begins one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
        }
    }

    private void ReadUnicodeEscape(int start)
    {
        if (!TryReadHex(out var unit))
        {
            report(JsonFaultKind.String, start, 2, "\\u is followed by four hexadecimal digits");
            return;
        }

        if (char.IsHighSurrogate(unit) && Follows("\\u"))
        {
            var back = _position;
            _position++;
            if (TryReadHex(out var low) && char.IsLowSurrogate(low))
            {
                _decoded.Append(unit).Append(low);
                return;
            }

            _position = back;
        }

        if (char.IsSurrogate(unit))
            report(JsonFaultKind.String, start, 6, Show(unit) + " is half of a surrogate pair");
        else
            _decoded.Append(unit);
    }

    private bool Follows(string expected) => string.CompareOrdinal(text, _position, expected, 0, expected.Length) == 0;

    // The position is on the 'u'; afterwards it is behind the digits, or behind the 'u' where they are not there.
    private bool TryReadHex(out char unit)
    {
        _position++;
        unit = '\0';
        if (_position + 4 > text.Length)
            return false;
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = HexDigit(text[_position + i]);
            if (digit < 0)
                return false;
            value = (value << 4) | digit;
        }

        _position += 4;
        unit = (char)value;
        return true;
    }

    private static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
