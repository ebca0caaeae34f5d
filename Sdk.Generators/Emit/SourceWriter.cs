using System.Runtime.CompilerServices;
using System.Text;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>
/// Indented text with <c>\n</c> line ends. Templates are interpolated raw strings whose lines are indented as a block; a hole that
/// stands alone on its line and holds several lines keeps its indentation for all of them.
/// </summary>
internal sealed class SourceWriter
{
    private const int Step = 4;
    private readonly StringBuilder _text;
    private int _indent;
    private int _column;

    public SourceWriter(int capacity = 4096) => _text = new StringBuilder(capacity);

    /// <summary>Moves what follows one step to the right.</summary>
    public void Indent() => _indent += Step;

    /// <summary>Moves what follows one step to the left.</summary>
    public void Outdent() => _indent -= Step;

    /// <summary>A brace, and what follows inside it.</summary>
    public void Open()
    {
        Line("{");
        Indent();
    }

    /// <summary>Ends what <see cref="Open"/> began, and takes back an empty line before the brace.</summary>
    public void Close(string after = "")
    {
        var length = _text.Length;
        if (length > 1 && _text[length - 1] == '\n' && _text[length - 2] == '\n')
            _text.Length--;
        Outdent();
        Append("}");
        Line(after);
    }

    /// <summary>An empty line.</summary>
    public void Line() => Append("\n");

    /// <summary>One line, or several with <c>\n</c> between.</summary>
    public void Line(string text)
    {
        Append(text);
        Append("\n");
    }

    /// <summary>One line, or several, with holes.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] ref Template template) => Append("\n");

    /// <summary>Text that does not end its line.</summary>
    public void Write(string text) => Append(text);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Append(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
            {
                AppendPart(text, start, text.Length - start);
                return;
            }

            var length = end - start;
            if (length > 0 && text[end - 1] == '\r')
                length--;
            AppendPart(text, start, length);
            _text.Append('\n');
            _column = 0;
            start = end + 1;
        }
    }

    private void AppendPart(string text, int start, int length)
    {
        if (length == 0)
            return;
        if (_column == 0)
            _text.Append(' ', _indent);
        _text.Append(text, start, length);
        _column += length;
    }

    private void AppendHole(string text)
    {
        if (_column == 0 || text.IndexOf('\n') < 0 || !OnlySpacesOnLine())
        {
            Append(text);
            return;
        }

        var spaces = _column;
        _indent += spaces;
        _text.Length -= _indent;
        _column = 0;
        Append(text);
        _indent -= spaces;
    }

    private bool OnlySpacesOnLine()
    {
        for (var i = _text.Length - _column; i < _text.Length; i++)
        {
            if (_text[i] != ' ')
                return false;
        }

        return true;
    }

    /// <summary>Prints an interpolated string straight into its writer.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly SourceWriter _writer;

        public Template(int literalLength, int formattedCount, SourceWriter writer)
        {
            _ = literalLength;
            _ = formattedCount;
            _writer = writer;
        }

        public void AppendLiteral(string text) => _writer.Append(text);

        public void AppendFormatted(string? text)
        {
            if (text is { Length: > 0 })
                _writer.AppendHole(text);
        }

        public void AppendFormatted(int number) => _writer.Append(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
