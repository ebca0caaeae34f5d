using System.Text.Json;

namespace Virtwire.Sdk.Benchmarks.Compare.Report;

/// <summary>The rows of the target table for programs: <c>{"rows":[{"name","floor","goal","figure","met","waived"}]}</c>.</summary>
internal static class JsonReport
{
    public static async Task WriteAsync(string file, IEnumerable<TargetRow> rows)
    {
        await using var stream = File.Create(file);
        Write(stream, rows);
    }

    /// <summary>Writes it. A row that could not be measured has the figure null and is not met.</summary>
    public static void Write(Stream stream, IEnumerable<TargetRow> rows)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteNumber("floor", row.Floor);
            json.WriteNumber("goal", row.Goal);
            if (row.Figure is { } figure)
                json.WriteNumber("figure", Math.Round(figure.Median, 4));
            else
                json.WriteNull("figure");
            json.WriteBoolean("met", row.Met);
            json.WriteString("waived", row.Waived);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
