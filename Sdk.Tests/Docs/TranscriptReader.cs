namespace Virtwire.Sdk.Tests.Docs;

/// <summary>Finds the transcripts of a page.</summary>
public static class TranscriptReader
{
    private const string Fence = "```";

    /// <summary>The blocks whose fence says <c>transcript</c>, in order.</summary>
    public static IReadOnlyList<Transcript> Read(string page)
    {
        var transcripts = new List<Transcript>();
        var lines = page.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
                continue;
            var info = lines[i][Fence.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var start = i++;
            while (i < lines.Length && lines[i] != Fence)
                i++;
            if (info is ["transcript", .. var words])
                transcripts.Add(ReadBlock(start + 1, words, lines[(start + 1)..i]));
        }

        return transcripts;
    }

    private static Transcript ReadBlock(int line, string[] words, string[] body)
    {
        var framing = words.Contains("framing=headers") ? TranscriptFraming.Headers : words.Contains("framing=stomp") ? TranscriptFraming.Stomp : TranscriptFraming.Lines;
        var steps = new List<TranscriptStep>();
        foreach (var text in body)
        {
            var step = ReadLine(line, text);
            // In these framings a message is several lines: headers, an empty one, the body. They are one step.
            if (steps.Count > 0 && steps[^1] is var last && last.Kind == step.Kind && last.Connection == step.Connection && IsOpen(framing, last.Text))
                steps[^1] = last with { Text = last.Text + (framing == TranscriptFraming.Headers ? "\r\n" : "\n") + step.Text };
            else
                steps.Add(step);
        }

        return new Transcript(line, [.. words.Where(w => !w.Contains('=', StringComparison.Ordinal))], framing, words.Contains("with=oven"), steps);
    }

    private static bool IsOpen(TranscriptFraming framing, string text) => framing switch
    {
        TranscriptFraming.Headers => !text.Contains("\r\n\r\n", StringComparison.Ordinal),
        TranscriptFraming.Stomp => !text.EndsWith('␀'),
        _ => false,
    };

    private static TranscriptStep ReadLine(int block, string text)
    {
        var connection = text.Length > 0 && char.IsAsciiDigit(text[0]) ? text[0] - '0' : 1;
        var rest = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return rest switch
        {
            ['→', .. var sent] => new TranscriptStep(StepKind.Send, connection, Unpad(sent)),
            ['←', .. var received] => new TranscriptStep(StepKind.Receive, connection, Unpad(received)),
            ['×', ..] => new TranscriptStep(StepKind.Closed, connection, ""),
            _ => throw new InvalidDataException($"The transcript of line {block} has a line that begins with neither →, ← nor ×: {text}"),
        };
    }

    private static string Unpad(string text) => text.StartsWith(' ') ? text[1..] : text;
}
