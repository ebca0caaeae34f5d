namespace Virtwire.Sdk.Cli.Output;

/// <summary>What the tool prints results as.</summary>
internal enum OutputFormat
{
    /// <summary>For people: tables for lists, a line a member for objects, a bare value for a single one. What no cell could hold is left out.</summary>
    Table,

    /// <summary>As tables, with every column.</summary>
    Wide,

    /// <summary>For programs: the result object on one line, as the daemon wrote it.</summary>
    Json,

    /// <summary>For spreadsheets: every column, a header first, by RFC 4180.</summary>
    Csv,

    /// <summary>For documents: a table in Markdown, with every column.</summary>
    Markdown,
}

/// <summary>The words of the formats.</summary>
internal static class OutputFormats
{
    /// <summary>All words, the default first.</summary>
    public static string[] Words { get; } = [.. Enum.GetNames<OutputFormat>().Select(name => name.ToLowerInvariant())];

    /// <summary>The format of a word; tables for any other.</summary>
    public static OutputFormat Of(string? word) => Array.IndexOf(Words, word) is > 0 and var at ? (OutputFormat)at : OutputFormat.Table;

    /// <summary>Whether people read it on a screen.</summary>
    public static bool IsForPeople(this OutputFormat format) => format is OutputFormat.Table or OutputFormat.Wide;
}
