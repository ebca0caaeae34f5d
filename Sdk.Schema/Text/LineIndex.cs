namespace Virtwire.Sdk.Schema.Text;

/// <summary>
/// Turns offsets into lines and columns. A line ends with LF, CR or CR LF; a column counts UTF-16 code units, as editors do.
/// </summary>
public sealed class LineIndex
{
    private readonly List<int> _starts = [0];

    /// <summary>Finds the lines of <paramref name="text"/>.</summary>
    public LineIndex(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    /// <summary>The span of <paramref name="length"/> characters from <paramref name="start"/> on.</summary>
    public TextSpan SpanOf(int start, int length)
    {
        var found = _starts.BinarySearch(start);
        var line = found >= 0 ? found : ~found - 1;
        return new TextSpan(start, length, line + 1, start - _starts[line] + 1);
    }
}
