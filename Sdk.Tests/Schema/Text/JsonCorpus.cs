using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Tests.Schema.Text;

/// <summary>Makes JSON texts, good and bad, that are a function of a seed.</summary>
internal sealed class JsonCorpus(int seed)
{
    private const string Alphabet = "{}[]\",:\\/ \t\n\r-+.0123456789eEtruefalsnbu'\u0000\u001F\u007F\u0085\u2028\uFEFF\uD83D\uDE00éx*#";

    private static readonly string[] Names = ["", "a", "b", "type", "é", "\\u0061", "\\n", "a/b", "~", "\\ud83d\\ude00", "😀"];

    private static readonly string[] Strings =
        ["", "a", "\\\"", "\\\\", "\\/", "\\b\\f\\n\\r\\t", "\\u0000", "\\uD83D\\uDE00", "😀", "é\u2028\u0085", "\\uFFFF", "\\ud83dx", "\\ude00", "/* */", "\u007F"];

    private static readonly string[] Numbers =
        ["0", "-0", "1", "-1", "10", "0.5", "-0.0", "1e5", "1E+5", "1.25e-3", "9007199254740993", "18446744073709551615", "1e400", "123456789012345678901234567890"];

    private static readonly string[] Spaces = ["", "", "", " ", "\n", "\r\n", "\t", " \r "];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    /// <summary>A text that is JSON but for what the lists above break on purpose: half surrogates, and keys that stand twice.</summary>
    public string Document()
    {
        _text.Clear();
        if (_random.Next(40) == 0)
            Nest(_random.Next(60, 68));
        else
            Value(_random.Next(1, 6));
        return _text.ToString();
    }

    /// <summary>A text with a few characters put in, taken out, replaced or swapped, or with its end cut off.</summary>
    public string Mutate(string document)
    {
        var text = new StringBuilder(document);
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var at = _random.Next(text.Length + 1);
            switch (_random.Next(5))
            {
                case 0:
                    text.Insert(at, Alphabet[_random.Next(Alphabet.Length)]);
                    break;
                case 1 when at < text.Length:
                    text.Remove(at, 1);
                    break;
                case 2 when at < text.Length:
                    text[at] = Alphabet[_random.Next(Alphabet.Length)];
                    break;
                case 3 when at + 1 < text.Length:
                    (text[at], text[at + 1]) = (text[at + 1], text[at]);
                    break;
                case 4 when _random.Next(4) == 0:
                    text.Length = at;
                    break;
            }
        }

        return text.ToString();
    }

    private void Nest(int depth)
    {
        var open = Enumerable.Range(0, depth).Select(_ => _random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}")).ToArray();
        _text.Append(string.Concat(open.Select(static o => o.Item1)));
        Value(0);
        _text.Append(string.Concat(open.Reverse().Select(static o => o.Item2)));
    }

    private void Value(int depth)
    {
        Space();
        switch (_random.Next(depth > 0 ? 10 : 6))
        {
            case 0:
                _text.Append(One("true", "false", "null"));
                break;
            case 1 or 2:
                _text.Append(_random.Next(3) == 0 ? _random.NextInt64().ToString(CultureInfo.InvariantCulture) : One(Numbers));
                break;
            case 3 or 4 or 5:
                String(Strings);
                break;
            case 6 or 7:
                Items('[', ']', () => Value(depth - 1));
                break;
            default:
                Items('{', '}', () =>
                {
                    Space();
                    String(Names);
                    Space();
                    _text.Append(':');
                    Value(depth - 1);
                });
                break;
        }

        Space();
    }

    private void Items(char open, char close, Action item)
    {
        _text.Append(open);
        Space();
        for (int i = 0, count = _random.Next(4); i < count; i++)
        {
            if (i > 0)
                _text.Append(',');
            item();
        }

        _text.Append(close);
    }

    private void String(string[] parts)
    {
        _text.Append('"');
        for (var i = _random.Next(3); i > 0; i--)
            _text.Append(One(parts));
        _text.Append('"');
    }

    private void Space() => _text.Append(One(Spaces));

    private string One(params string[] choices) => choices[_random.Next(choices.Length)];
}
