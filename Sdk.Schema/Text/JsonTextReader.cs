namespace Virtwire.Sdk.Schema.Text;

/// <summary>
/// Reads strict JSON (RFC 8259) and remembers where every key and value stands. It accepts what System.Text.Json accepts with its
/// default options, except that it also refuses a key that an object already has and half a surrogate pair, written out or escaped:
/// neither means the same to every reader. It goes on after a fault where the next token is clear, so that one run tells several.
/// </summary>
/// <remarks>
/// A byte-order mark at the start is a fault: it belongs to the encoding of a file and is taken off by whoever decodes the bytes.
/// </remarks>
public sealed class JsonTextReader
{
    /// <summary>How deep arrays and objects may be nested.</summary>
    public const int MaxDepth = 64;

    private const int MaxFaults = 20;

    private readonly string _text;
    private readonly List<JsonFault> _faults = [];
    private readonly JsonStringReader _strings;
    private int _position;
    private bool _stopped;

    private JsonTextReader(string text)
    {
        _text = text;
        _strings = new JsonStringReader(text, Report);
    }

    /// <summary>Reads <paramref name="text"/>; never throws, whatever it holds.</summary>
    public static JsonText Read(string text)
    {
        var reader = new JsonTextReader(text);
        return new JsonText(text, reader.ReadRoot(), reader._faults);
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool AtEnd => _position >= _text.Length;

    private JsonValue? ReadRoot()
    {
        if (Current == '\uFEFF')
        {
            Report(JsonFaultKind.ByteOrderMark, 0, 1, "the text begins with a byte-order mark; save the file as UTF-8 without one");
            _position++;
        }

        SkipSpace();
        if (AtEnd)
        {
            Report(JsonFaultKind.Syntax, _text.Length, 0, "the text is empty; a JSON value was expected");
            return null;
        }

        var root = ReadValue(0);
        SkipSpace();
        if (!_stopped && !AtEnd)
            Report(JsonFaultKind.Syntax, _position, 1, "the text goes on after its value");
        return root;
    }

    private JsonValue? ReadValue(int depth)
    {
        switch (Current)
        {
            case '{':
                return depth < MaxDepth ? ReadObject(depth + 1) : TooDeep();
            case '[':
                return depth < MaxDepth ? ReadArray(depth + 1) : TooDeep();
            case '"':
                return ReadString();
            case '\'':
                return ReadSingleQuoted();
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            case var c when IsWordStart(c):
                return ReadWord();
            default:
                return Stop("a value was expected");
        }
    }

    private JsonValue ReadObject(int depth)
    {
        var start = _position++;
        var members = new List<JsonMember>();
        var names = new KeySet();
        for (SkipSpace(); !_stopped && Current != '}'; SkipSpace())
        {
            if (AtEnd)
            {
                Stop("an object is not closed: '}' was expected", start);
                break;
            }

            var nameStart = _position;
            var name = ReadName();
            if (name is null)
                break;
            var nameLength = _position - nameStart;
            var isNew = names.Add(name);
            if (!isNew)
                Report(JsonFaultKind.DuplicateKey, nameStart, nameLength, "the object already has a key '" + name + "'");
            SkipSpace();
            if (Current == ':')
                _position++;
            else if (!Resume("':' was expected after the key"))
                break;
            SkipSpace();
            if (ReadValue(depth) is not { } value)
                break;
            if (isNew)
                members.Add(new JsonMember(name, nameStart, nameLength, value));
            EndItem('}', "a member", '"');
        }

        Close();
        return new JsonValue(JsonKind.Object, start, _position - start) { Members = members };
    }

    private JsonValue ReadArray(int depth)
    {
        var start = _position++;
        var items = new List<JsonValue>();
        for (SkipSpace(); !_stopped && Current != ']'; SkipSpace())
        {
            if (AtEnd)
            {
                Stop("an array is not closed: ']' was expected", start);
                break;
            }

            if (ReadValue(depth) is not { } value)
                break;
            items.Add(value);
            EndItem(']', "an item", '\0');
        }

        Close();
        return new JsonValue(JsonKind.Array, start, _position - start) { Items = items };
    }

    private void Close()
    {
        if (!_stopped)
            _position++;
    }

    // After a member or an item: a comma and another one, or the closing bracket.
    private void EndItem(char close, string what, char next)
    {
        SkipSpace();
        if (_stopped || AtEnd || Current == close)
            return;
        if (Current != ',')
        {
            if (next == '\0' ? !StartsValue(Current) : Current != next)
                Stop("',' or '" + close + "' was expected after " + what);
            else
                Report(JsonFaultKind.Syntax, _position, 1, "',' is missing before this");
            return;
        }

        var comma = _position++;
        SkipSpace();
        if (Current == close)
            Report(JsonFaultKind.Relaxed, comma, 1, "a comma stands before '" + close + "'; strict JSON has none there");
    }

    private string? ReadName()
    {
        if (Current == '"')
            return ReadString().Text;
        if (Current == '\'')
            return ReadSingleQuoted().Text;
        if (!IsWordStart(Current))
        {
            Stop("a key in double quotes was expected");
            return null;
        }

        var start = _position;
        SkipWord();
        Report(JsonFaultKind.Relaxed, start, _position - start, "a key is written in double quotes");
        return _text.Substring(start, _position - start);
    }

    private JsonValue ReadString()
    {
        var start = _position;
        var text = _strings.Read(start, out _position);
        return new JsonValue(JsonKind.String, start, _position - start) { Text = text };
    }

    private JsonValue ReadSingleQuoted()
    {
        var start = _position++;
        while (!AtEnd && Current is not ('\'' or '\n' or '\r'))
            _position++;
        var text = _text.Substring(start + 1, _position - start - 1);
        if (Current == '\'')
            _position++;
        Report(JsonFaultKind.Relaxed, start, _position - start, "a string is written in double quotes");
        return new JsonValue(JsonKind.String, start, _position - start) { Text = text };
    }

    private JsonValue ReadNumber()
    {
        var start = _position;
        while (Current is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9'))
            _position++;
        var text = _text.Substring(start, _position - start);
        if (JsonNumber.IsValid(text))
            return new JsonValue(JsonKind.Number, start, _position - start) { Text = text };
        Report(JsonFaultKind.Number, start, _position - start, "'" + text + "' is not a JSON number");
        return new JsonValue(JsonKind.Number, start, _position - start) { Text = "0" };
    }

    private JsonValue ReadWord()
    {
        var start = _position;
        SkipWord();
        var length = _position - start;
        var word = _text.Substring(start, length);
        switch (word)
        {
            case "true":
                return new JsonValue(JsonKind.True, start, length);
            case "false":
                return new JsonValue(JsonKind.False, start, length);
            case "null":
                return new JsonValue(JsonKind.Null, start, length);
            default:
                Report(JsonFaultKind.Syntax, start, length, "'" + word + "' is not a JSON value");
                return new JsonValue(JsonKind.Null, start, length);
        }
    }

    private void SkipSpace()
    {
        while (true)
        {
            while (Current is ' ' or '\t' or '\n' or '\r')
                _position++;
            if (_stopped || Current != '/' || _position + 1 >= _text.Length || _text[_position + 1] is not ('/' or '*'))
                return;
            var start = _position;
            var isLine = _text[start + 1] == '/';
            var end = isLine ? _text.IndexOfAny(['\n', '\r'], start) : _text.IndexOf("*/", start + 2, StringComparison.Ordinal);
            _position = end < 0 ? _text.Length : isLine ? end : end + 2;
            Report(JsonFaultKind.Relaxed, start, _position - start, "strict JSON has no comments; say it in a 'doc'");
        }
    }

    private void SkipWord()
    {
        while (IsWordStart(Current) || Current is >= '0' and <= '9')
            _position++;
    }

    private static bool IsWordStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or '$';

    private static bool StartsValue(char c) => c is '{' or '[' or '"' or '\'' or '-' or (>= '0' and <= '9') || IsWordStart(c);

    // A missing token is passed over where a value clearly begins behind it.
    private bool Resume(string detail)
    {
        if (!StartsValue(Current))
            return Stop(detail) is not null;
        Report(JsonFaultKind.Syntax, _position, 1, detail);
        return !_stopped;
    }

    private JsonValue? TooDeep()
    {
        Report(JsonFaultKind.TooDeep, _position, 1, "arrays and objects are nested more than 64 deep");
        _stopped = true;
        return null;
    }

    private JsonValue? Stop(string detail) => Stop(detail, _position);

    private JsonValue? Stop(string detail, int start)
    {
        var found = AtEnd ? "the end of the text" : "'" + JsonStringReader.Show(Current) + "'";
        Report(JsonFaultKind.Syntax, start, start < _text.Length ? 1 : 0, detail + ", found " + found);
        _stopped = true;
        return null;
    }

    private void Report(JsonFaultKind kind, int start, int length, string detail)
    {
        if (_stopped)
            return;
        _faults.Add(new JsonFault(kind, start, length, detail));
        _stopped = _faults.Count == MaxFaults;
    }
}
