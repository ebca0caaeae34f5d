using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Tasks.Journal;

/// <summary>What a journal says.</summary>
/// <param name="Last">The highest number that a task has had.</param>
/// <param name="Records">The tasks that are not forgotten, by number.</param>
/// <param name="IsTorn">Whether the last line was not written to its end, as when the server is killed while it writes.</param>
internal sealed record JournalContent(long Last, SortedDictionary<long, TaskRecord> Records, bool IsTorn);

/// <summary>Reads a journal.</summary>
internal static class JournalReader
{
    /// <summary>Reads the text of a journal.</summary>
    /// <param name="path">Where it is from, for the error.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="IOException">A line before the last one is damaged: what it said would be lost.</exception>
    public static JournalContent Read(string path, ReadOnlyMemory<byte> text)
    {
        var lines = Lines(text);
        if (lines.Count == 0)
            throw StateFault.Of(path, "is empty");
        var records = new SortedDictionary<long, TaskRecord>();
        var last = Guard(path, 0, () => JournalText.ReadHead(lines[0]));
        for (var i = 1; i < lines.Count; i++)
        {
            IReadOnlyList<JournalEntry> entries;
            try
            {
                entries = JournalText.ReadLine(lines[i]);
            }
            catch (FormatException) when (i == lines.Count - 1)
            {
                // Nobody was told what it says: an answer comes after its line is on the disk.
                return new JournalContent(last, records, IsTorn: true);
            }
            catch (FormatException wrong)
            {
                throw Fault(path, i, wrong);
            }

            foreach (var entry in entries)
            {
                last = Math.Max(last, entry.Number);
                if (entry.Record is { } record)
                    records[entry.Number] = record;
                else
                    records.Remove(entry.Number);
            }
        }

        return new JournalContent(last, records, IsTorn: false);
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> text)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf((byte)'\n');
            lines.Add(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
        }

        return lines;
    }

    private static T Guard<T>(string path, int line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException wrong)
        {
            throw Fault(path, line, wrong);
        }
    }

    private static IOException Fault(string path, int line, FormatException wrong) =>
        StateFault.Of(path, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cannot be read: line {line + 1} {wrong.Message}"));
}
