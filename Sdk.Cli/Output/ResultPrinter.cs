using System.Text.Json;
using Virtwire.Sdk.Cli.Discovery;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>Prints the result of a method.</summary>
internal static class ResultPrinter
{
    /// <summary>Prints the result object on one line, as the daemon wrote it.</summary>
    public static void PrintJson(JsonElement result, TextWriter output) => output.WriteLine(result.GetRawText());

    /// <summary>Prints for people: a table for a list, the bare value for a single one, a line a member otherwise, nothing for <c>{}</c>.</summary>
    public static void PrintTable(DiscoveredMethod method, JsonElement result, TextWriter output)
    {
        if (result.ValueKind != JsonValueKind.Object)
            PrintJson(result, output);
        else if (method.Paged && result.TryGetProperty("items", out var items))
            PrintItems(items, method.Columns, output);
        else if (method.Unwrapped is { } single && result.TryGetProperty(single, out var value) && result.GetPropertyCount() == 1)
            PrintValue(value, output);
        else
            PrintMembers(result, output);
    }

    private static void PrintValue(JsonElement value, TextWriter output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                // As it is, line ends too: a document goes straight into a file.
                var text = value.GetString()!;
                output.Write(text);
                if (!text.EndsWith('\n'))
                    output.WriteLine();
                break;
            case JsonValueKind.Array:
                PrintItems(value, [], output);
                break;
            case JsonValueKind.Object:
                PrintMembers(value, output);
                break;
            default:
                output.WriteLine(value.GetRawText());
                break;
        }
    }

    private static void PrintMembers(JsonElement value, TextWriter output)
    {
        var table = new TextTable();
        foreach (var member in value.EnumerateObject())
            table.Add(member.Name, CellText.Of(member.Value));
        table.WriteTo(output);
    }

    private static void PrintItems(JsonElement items, IReadOnlyList<string> known, TextWriter output)
    {
        // Without an item the columns are the ones that the discovery knows: an empty table still has its head.
        var columns = items.GetArrayLength() == 0 ? NameFirst([.. known]) : Columns(items);
        var table = new TextTable();
        if (columns.Count > 0)
            table.Add(columns.Select(c => c.ToUpperInvariant()));
        foreach (var item in items.EnumerateArray())
        {
            if (columns.Count == 0)
                table.Add(CellText.Of(item));
            else
                table.Add(columns.Select(c => item.TryGetProperty(c, out var cell) ? CellText.Of(cell) : "-"));
        }

        table.WriteTo(output);
    }

    // The members in the order in which they are met, the name first: it is what people look for and type.
    private static List<string> Columns(JsonElement items)
    {
        var columns = new List<string>();
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                return [];
            columns.AddRange(item.EnumerateObject().Select(m => m.Name).Where(name => !columns.Contains(name)));
        }

        return NameFirst(columns);
    }

    private static List<string> NameFirst(List<string> columns)
    {
        if (columns.Remove("name"))
            columns.Insert(0, "name");
        return columns;
    }
}
