namespace Virtwire.Sdk.Cli.Output;

/// <summary>Rows under named columns, which any format can show.</summary>
/// <param name="Columns">The names, as they are on the wire.</param>
/// <param name="Rows">The cells of each row; null for nothing.</param>
internal sealed record Grid(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    private const string LineEnd = "\r\n";

    /// <summary>Whether the columns' names are shown as they are: a URI in capitals is another one.</summary>
    public bool Literal { get; init; }

    /// <summary>Writes the grid.</summary>
    public void WriteTo(TextWriter output, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Csv:
                WriteCsv(output);
                break;
            case OutputFormat.Markdown:
                WriteMarkdown(output);
                break;
            default:
                WriteTable(output);
                break;
        }
    }

    private void WriteTable(TextWriter output)
    {
        var table = new TextTable();
        if (Columns.Count > 0)
            table.Add(Columns.Select(c => Literal ? c : c.ToUpperInvariant()));
        foreach (var row in Rows)
            table.Add(row.Select(cell => cell ?? "-"));
        table.WriteTo(output);
    }

    // RFC 4180: lines end with CR and LF, and a field is quoted where it holds what would end it.
    private void WriteCsv(TextWriter output)
    {
        foreach (var row in Rows.Prepend(Columns))
            output.Write(string.Join(',', row.Select(Quoted)) + LineEnd);
    }

    private void WriteMarkdown(TextWriter output)
    {
        output.WriteLine($"| {string.Join(" | ", Columns.Select(InMarkdown))} |");
        output.WriteLine($"|{string.Concat(Columns.Select(_ => "---|"))}");
        foreach (var row in Rows)
            output.WriteLine($"| {string.Join(" | ", row.Select(InMarkdown))} |");
    }

    private static string Quoted(string? cell) => cell switch
    {
        null => "",
        _ when cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => cell,
    };

    private static string InMarkdown(string? cell) =>
        TextTable.Printable(cell ?? "").Replace("|", "\\|", StringComparison.Ordinal);
}
