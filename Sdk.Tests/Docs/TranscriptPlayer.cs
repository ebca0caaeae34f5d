namespace Virtwire.Sdk.Tests.Docs;

/// <summary>Plays a transcript against a server and compares every byte that the page shows.</summary>
public sealed class TranscriptPlayer(Func<Task<Stream>> connect)
{
    /// <summary>Plays it; throws at the first line that does not come true.</summary>
    public async Task PlayAsync(Transcript transcript)
    {
        var values = new TranscriptValues();
        var connections = new SortedDictionary<int, TranscriptConnection>();
        try
        {
            foreach (var step in transcript.Steps)
            {
                if (!connections.TryGetValue(step.Connection, out var connection))
                    connections.Add(step.Connection, connection = new TranscriptConnection(await connect(), transcript.Framing));
                await PlayAsync(step, connection, values);
            }

            await ExpectSilenceAsync(connections.Values, transcript.Framing);
        }
        finally
        {
            foreach (var connection in connections.Values)
                await connection.DisposeAsync();
        }
    }

    private static async Task PlayAsync(TranscriptStep step, TranscriptConnection connection, TranscriptValues values)
    {
        if (step.Kind == StepKind.Send)
        {
            await connection.SendAsync(values.Fill(step.Text.Replace("␀", "⟨0x00⟩", StringComparison.Ordinal)));
            return;
        }

        var received = (await connection.ReceiveAsync())?.Replace('\0', '␀');
        if (step.Kind == StepKind.Closed)
            Assert.Null(received);
        else if (received is null || !values.Matches(step.Text, received))
            Assert.Fail($"The page says\n  {step.Text}\nand the server\n  {received ?? "closed the connection"}");
    }

    // A last call whose answer must be the next message: what the page does not show must not come either.
    private static async Task ExpectSilenceAsync(IEnumerable<TranscriptConnection> connections, TranscriptFraming framing)
    {
        const string Request = """{"jsonrpc":"2.0","id":"last","method":"Host.ping"}""";
        const string Answer = """{"jsonrpc":"2.0","id":"last","result":{}}""";
        var (last, answer) = framing switch
        {
            TranscriptFraming.Headers => ($"Content-Length: {Request.Length}\r\n\r\n{Request}", $"Content-Length: {Answer.Length}\r\n\r\n{Answer}"),
            TranscriptFraming.Stomp => ("SEND\ndestination:nobody\nreceipt:last\n\n\0", "RECEIPT\nreceipt-id:last\n\n\0"),
            _ => (Request, Answer),
        };
        foreach (var connection in connections)
        {
            if (connection.IsClosed)
                continue;
            await connection.SendAsync(System.Text.Encoding.UTF8.GetBytes(last));
            Assert.Equal(answer, await connection.ReceiveAsync());
        }
    }
}
