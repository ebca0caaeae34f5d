using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Writes the keyword table as Markdown: a section with a table for each kind of element.</summary>
public static class GrammarWriter
{
    /// <summary>Writes the whole of it.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var shape in KeywordTable.All)
        {
            if (shape.Kind == ElementKind.Type)
                continue;
            text.Append("### ").Append(HeadingOf(shape)).Append("\n\n").Append(shape.Doc).Append("\n\n");
            text.Append("| keyword | value | where absent | says |\n|---|---|---|---|\n");
            foreach (var keyword in shape.Keywords)
                AppendRow(text, keyword);
            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendRow(StringBuilder text, Keyword keyword)
    {
        var absent = keyword.Required ? "**required**" : keyword.Default ?? "–";
        text.Append("| `").Append(keyword.Name).Append("` | ").Append(ValueOf(keyword)).Append(" | ").Append(absent).Append(" | ")
            .Append(keyword.Doc).Append(" |\n");
    }

    private static string ValueOf(Keyword keyword)
    {
        var some = keyword.NotEmpty ? ", at least one" : "";
        return keyword.Value switch
        {
            ValueKind.Text => "text",
            ValueKind.Boolean => "`true` or `false`",
            ValueKind.Integer => RangeOf(keyword),
            ValueKind.Number => "number",
            ValueKind.Json => "any JSON",
            ValueKind.JsonObject => "JSON object",
            ValueKind.Version => "version",
            ValueKind.TypeExpression => "type",
            ValueKind.Name => "name",
            ValueKind.Reference => "reference",
            ValueKind.Choice => string.Join(", ", keyword.Choices.Select(static c => "`" + c + "`")),
            ValueKind.Names => "array of names" + some,
            ValueKind.References => "array of references" + some,
            ValueKind.NameSets => "array of arrays of names" + some,
            ValueKind.Element => Link(keyword.Element),
            ValueKind.ElementMap => "object: name → " + Link(keyword.Element) + some,
            _ => "array of " + Link(keyword.Element) + some,
        };
    }

    private static string RangeOf(Keyword keyword)
    {
        if (keyword.Minimum == -int.MaxValue)
            return "integer of 32 bits";
        return keyword.Maximum == int.MaxValue
            ? "integer from " + keyword.Minimum.ToString(CultureInfo.InvariantCulture) + " on"
            : FormattableString.Invariant($"integer from {keyword.Minimum} to {keyword.Maximum}");
    }

    // A type is one of four kinds, each with a table of its own.
    private static string Link(ElementKind kind) => kind == ElementKind.Type
        ? string.Join(", ", new[] { ElementKind.Enum, ElementKind.Struct, ElementKind.Union, ElementKind.Alias }.Select(Link))
        : "[" + HeadingOf(KeywordTable.Of(kind)) + "](#" + HeadingOf(KeywordTable.Of(kind)).Replace(' ', '-') + ")";

    // The title without its article or quotes: "an enum value" → "enum value", "'task'" → "task".
    private static string HeadingOf(ElementShape shape)
    {
        var title = shape.Title.Trim('\'');
        return title.StartsWith("a ", StringComparison.Ordinal) || title.StartsWith("an ", StringComparison.Ordinal)
            ? title.Substring(title.IndexOf(' ') + 1)
            : title;
    }
}
