using System.Text;

namespace Virtwire.Sdk.Cli.Shell;

/// <summary>Splits a line into words: quotes and backslashes as in a POSIX shell, without any expansion. <c>#</c> begins a comment.</summary>
internal static class ShellWords
{
    /// <summary>The words of a line.</summary>
    /// <exception cref="UsageException">A quote is not closed.</exception>
    public static List<string> Split(string line) =>
        TrySplit(line, out var words, out _) ? words : throw new UsageException("A quote is not closed.");

    /// <summary>The words of what has been typed so far; the last one is what is being typed, and may be empty.</summary>
    public static List<string> SplitForCompletion(string line)
    {
        TrySplit(line, out var words, out var open);
        if (!open)
            words.Add("");
        return words;
    }

    /// <summary>The word as it must be typed.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./:@=,+%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool TrySplit(string line, out List<string> words, out bool open)
    {
        words = [];
        var word = new StringBuilder();
        open = false;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else
                    word.Append(c == '\\' && quote == '"' && i + 1 < line.Length && line[i + 1] is '"' or '\\' ? line[++i] : c);
                continue;
            }

            if (c is ' ' or '\t')
            {
                if (open)
                    words.Add(word.ToString());
                word.Clear();
                open = false;
                continue;
            }

            if (c == '#' && !open)
                return true;
            open = true;
            if (c is '\'' or '"')
                quote = c;
            else
                word.Append(c == '\\' && i + 1 < line.Length ? line[++i] : c);
        }

        if (open)
            words.Add(word.ToString());
        return quote == '\0';
    }
}
