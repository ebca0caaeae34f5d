using System.Text.Json;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Tasks.Journal;

/// <summary>Something that is written into the journal: where a task stands now, or that it is forgotten.</summary>
/// <param name="Number">The task's number.</param>
/// <param name="Record">The task; null when it is forgotten.</param>
internal readonly record struct JournalEntry(long Number, TaskRecord? Record);

/// <summary>
/// The text of the journal: a line that says which form it has and how many tasks there have been, and lines of entries, each of which holds all that
/// was written at once and has a checksum of its own. A later entry of a task stands in place of an earlier one.
/// </summary>
internal static class JournalText
{
    private const int Version = 1;

    /// <summary>The first line.</summary>
    public static byte[] WriteHead(long last) => SealedJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteNumber("last", last);
        json.WriteEndObject();
    });

    /// <summary>A line of entries.</summary>
    public static byte[] WriteLine(IEnumerable<JournalEntry> entries) => SealedJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var entry in entries)
        {
            if (entry.Record is { } record)
                record.Write(json);
            else
                WriteForgotten(json, entry.Number);
        }

        json.WriteEndArray();
    });

    /// <summary>Reads the first line: how many tasks there have been.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long ReadHead(ReadOnlyMemory<byte> line)
    {
        var head = SealedJson.Read(line);
        if (head.ValueKind != JsonValueKind.Object || !head.TryGetProperty("version", out var version) || !head.TryGetProperty("last", out var last))
            throw new FormatException("is no journal's");
        return version.GetInt32() == Version ? last.GetInt64() : throw new FormatException($"has the form {version}, which a newer program wrote");
    }

    /// <summary>Reads a line of entries.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IReadOnlyList<JournalEntry> ReadLine(ReadOnlyMemory<byte> line)
    {
        var entries = SealedJson.Read(line);
        return entries.ValueKind == JsonValueKind.Array
            ? [.. entries.EnumerateArray().Select(Read)]
            : throw new FormatException("is none of a journal's");
    }

    private static JournalEntry Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("forget", out var number))
            return new JournalEntry(number.GetInt64(), null);
        var record = TaskRecord.Read(json);
        return new JournalEntry(record.Number, record);
    }

    private static void WriteForgotten(Utf8JsonWriter json, long number)
    {
        json.WriteStartObject();
        json.WriteNumber("forget", number);
        json.WriteEndObject();
    }
}
