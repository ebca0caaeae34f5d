using System.Text.Json;
using Virtwire.Sdk.Cli.Discovery;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>Prints the result of a method.</summary>
internal static class ResultPrinter
{
    private const string ValueColumn = "value";

    /// <summary>Prints the result object on one line, as the daemon wrote it.</summary>
    public static void PrintJson(JsonElement result, TextWriter output) => output.WriteLine(result.GetRawText());

    /// <summary>Prints a result: a table for a list, the bare value for a single one, a line a member otherwise, nothing for <c>{}</c>.</summary>
    public static void Print(DiscoveredMethod method, JsonElement result, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json || result.ValueKind != JsonValueKind.Object)
            PrintJson(result, output);
        else if (method.Paged && result.TryGetProperty("items", out var items))
            ItemsOf(items, method.Columns, format).WriteTo(output, format);
        else if (method.Unwrapped is { } single && result.TryGetProperty(single, out var value) && result.GetPropertyCount() == 1)
            PrintValue(single, value, format, output);
        else
            PrintMembers(result, format, output);
    }

    private static void PrintValue(string name, JsonElement value, OutputFormat format, TextWriter output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                ItemsOf(value, [], format).WriteTo(output, format);
                break;
            case JsonValueKind.Object:
                PrintMembers(value, format, output);
                break;
            case var _ when !format.IsForPeople():
                new Grid([name], [[Cell(value)]]).WriteTo(output, format);
                break;
            case JsonValueKind.String:
                // As it is, line ends too: a document goes straight into a file.
                var text = value.GetString()!;
                output.Write(text);
                if (!text.EndsWith('\n'))
                    output.WriteLine();
                break;
            default:
                output.WriteLine(value.GetRawText());
                break;
        }
    }

    private static void PrintMembers(JsonElement value, OutputFormat format, TextWriter output)
    {
        var members = value.EnumerateObject().ToList();
        if (members.Count == 0)
            return;
        if (!format.IsForPeople())
        {
            new Grid([.. members.Select(m => m.Name)], [[.. members.Select(m => Cell(m.Value))]]).WriteTo(output, format);
            return;
        }

        new Grid([], [.. members.Select(m => (IReadOnlyList<string?>)[m.Name, Cell(m.Value)])]).WriteTo(output, format);
    }

    private static Grid ItemsOf(JsonElement items, IReadOnlyList<string> known, OutputFormat format)
    {
        var all = items.EnumerateArray().ToList();
        if (all.Exists(item => item.ValueKind != JsonValueKind.Object))
            return new Grid(format.IsForPeople() ? [] : [ValueColumn], [.. all.Select(item => (IReadOnlyList<string?>)[Cell(item)])]);
        var columns = NameFirst(format == OutputFormat.Table ? ShortColumns(all, known) : AllColumns(all, known));
        return new Grid(columns, [.. all.Select(item => (IReadOnlyList<string?>)[.. columns.Select(c => item.TryGetProperty(c, out var cell) ? Cell(cell) : null)])]);
    }

    // The members that are there and fit a cell, in the order in which they are met. Without an item those that the discovery knows: an
    // empty table still has its head.
    private static IEnumerable<string> ShortColumns(List<JsonElement> items, IReadOnlyList<string> known)
    {
        if (items.Count == 0)
            return known;
        var bulky = items.SelectMany(i => i.EnumerateObject()).Where(m => !CellText.IsPlain(m.Value)).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var plain = AllColumns(items, []).Where(name => !bulky.Contains(name)).ToList();
        return plain.Count > 0 ? plain : bulky;
    }

    // Those that the discovery knows, whether any item has them or not: a program's columns must not come and go.
    private static IEnumerable<string> AllColumns(List<JsonElement> items, IReadOnlyList<string> known) =>
        known.Concat(items.SelectMany(i => i.EnumerateObject()).Select(m => m.Name)).Distinct(StringComparer.Ordinal);

    // The name is what people look for and type.
    private static List<string> NameFirst(IEnumerable<string> columns) => [.. columns.OrderBy(c => c == "name" ? 0 : 1)];

    private static string? Cell(JsonElement value) => IsNothing(value) ? null : CellText.Of(value);

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);
}
