using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Schema.Text;

/// <summary>Writes JSON for people: indented, in the order in which it is told, lines ended by LF.</summary>
internal sealed class IndentedJson
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isFirst = true;
    private bool _hasName;

    public IndentedJson Name(string name)
    {
        Separate();
        CanonicalJson.AppendString(_text, name);
        _text.Append(": ");
        _hasName = true;
        return this;
    }

    public IndentedJson Text(string value)
    {
        Separate();
        CanonicalJson.AppendString(_text, value);
        return this;
    }

    public IndentedJson Integer(int value) => Literal(value.ToString(CultureInfo.InvariantCulture));

    public IndentedJson Literal(string json)
    {
        Separate();
        _text.Append(json);
        return this;
    }

    public IndentedJson Texts(IEnumerable<string> values)
    {
        Separate();
        _text.Append('[');
        var isFirst = true;
        foreach (var value in values)
        {
            if (!isFirst)
                _text.Append(", ");
            isFirst = false;
            CanonicalJson.AppendString(_text, value);
        }

        _text.Append(']');
        return this;
    }

    public IndentedJson BeginObject() => Begin('{');

    public IndentedJson EndObject() => End('}');

    public IndentedJson BeginArray() => Begin('[');

    public IndentedJson EndArray() => End(']');

    public override string ToString() => _text.ToString() + "\n";

    private IndentedJson Begin(char open)
    {
        Separate();
        _text.Append(open);
        _depth++;
        _isFirst = true;
        return this;
    }

    private IndentedJson End(char close)
    {
        _depth--;
        if (!_isFirst)
            _text.Append('\n').Append(' ', 2 * _depth);
        _text.Append(close);
        _isFirst = false;
        return this;
    }

    private void Separate()
    {
        if (!_hasName && _depth > 0)
            _text.Append(_isFirst ? "\n" : ",\n").Append(' ', 2 * _depth);
        _hasName = false;
        _isFirst = false;
    }
}
