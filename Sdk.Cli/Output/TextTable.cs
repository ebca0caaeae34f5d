using System.Text;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>Lines up cells in columns, two spaces apart. A cell holds one line: control characters are shown, not sent to the terminal.</summary>
internal sealed class TextTable
{
    private readonly List<string[]> _rows = [];

    /// <summary>Whether it has no row yet.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a row; all rows have the same number of cells.</summary>
    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells.Select(Printable)]);

    /// <summary>Writes the rows. Nothing follows the last cell of a line.</summary>
    public void WriteTo(TextWriter output)
    {
        if (IsEmpty)
            return;
        var widths = new int[_rows[0].Length];
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], Width(row[i]));
        }

        var line = new StringBuilder();
        foreach (var row in _rows)
        {
            line.Clear();
            for (var i = 0; i < row.Length; i++)
                line.Append(row[i]).Append(' ', widths[i] - Width(row[i]) + 2);
            output.WriteLine(line.ToString().TrimEnd(' '));
        }
    }

    /// <summary>The text on one line, with control characters written as JSON would.</summary>
    public static string Printable(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var shown = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                '\t' => shown.Append("\\t"),
                _ when char.IsControl(c) => shown.Append("\\u").Append(((int)c).ToString("x4", null)),
                _ => shown.Append(c),
            };
        }

        return shown.ToString();
    }

    private static int Width(string text) => text.EnumerateRunes().Count();
}
