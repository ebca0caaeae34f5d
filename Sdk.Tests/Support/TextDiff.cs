using System.Text;

namespace Virtwire.Sdk.Tests.Support;

/// <summary>Shows where two texts differ, line by line.</summary>
internal static class TextDiff
{
    private const int Context = 3;
    private const int MaxLines = 60;

    /// <summary>The lines between the common start and the common end, marked - and +, with a few lines around them.</summary>
    public static string Describe(string expected, string actual)
    {
        var (old, now) = (Lines(expected), Lines(actual));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;

        var text = new StringBuilder();
        text.Append("line ").Append(start + 1).Append(":\n");
        Append(text, "  ", old[Math.Max(0, start - Context)..start]);
        Append(text, "- ", old[start..^end]);
        Append(text, "+ ", now[start..^end]);
        Append(text, "  ", old[^end..^Math.Max(0, end - Context)]);
        return text.ToString();
    }

    // Ends of lines are shown, so that texts which differ in nothing else are told apart.
    private static string[] Lines(string text) => text.Replace("\r", "␍", StringComparison.Ordinal).Split('\n');

    private static void Append(StringBuilder text, string mark, string[] lines)
    {
        foreach (var line in lines.Take(MaxLines))
            text.Append(mark).Append(line).Append('\n');
        if (lines.Length > MaxLines)
            text.Append(mark).Append("… ").Append(lines.Length - MaxLines).Append(" more lines\n");
    }
}
