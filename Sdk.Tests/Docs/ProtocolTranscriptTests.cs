using Virtwire.Sdk.Tests.Support;
using Xunit.Sdk;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>docs/protocol.md is true: each of its transcripts is played against a fresh server, and there is one for each form of the wire.</summary>
public class ProtocolTranscriptTests
{
    // The forms that other people's programs rely on. A new one begins here.
    private static readonly string[] Forms =
    [
        "call", "id", "notification", "framing-lines", "framing-headers",
        "receiver", "handle", "result-nothing", "result-struct", "result-handle", "result-single", "list", "list-next",
        "enum", "uint64", "positional", "error", "meta-deadline", "meta-traceparent", "meta-idempotency", "cancel", "batch",
        "hello", "hello-refused", "event", "event-batch", "event-replay", "gap", "discover",
        "task-started", "task-get", "task-wait", "task-list", "task-dismiss", "task-event", "task-cancel", "task-failed", "task-unknown",
        "stomp-connect", "stomp-version", "stomp-request", "stomp-batch", "stomp-meta", "stomp-vdsm", "stomp-early", "stomp-event", "stomp-ack",
        "stomp-transaction", "stomp-topic", "stomp-receipt", "stomp-disconnect", "stomp-error",
        "bad-json", "bad-request", "bad-method", "bad-params", "bad-framing", "limit-depth", "limit-size", "disconnected",
    ];

    private static readonly IReadOnlyList<Transcript> Transcripts = TranscriptReader.Read(File.ReadAllText(Repository.PathOf("docs", "protocol.md")));

    public static TheoryData<int> Lines() => [.. Transcripts.Select(t => t.Line)];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_transcript_comes_true(int line)
    {
        var transcript = Transcripts.Single(t => t.Line == line);
        await using var server = await SocketServer.StartAsync(transcript.WithOven);
        await new TranscriptPlayer(server.ConnectAsync).PlayAsync(transcript);
    }

    [Fact]
    public void Every_form_has_a_transcript() => Assert.Equal(Forms.Order(), Transcripts.SelectMany(t => t.Forms).Distinct().Order());

    [Fact]
    public async Task A_transcript_that_is_not_true_fails()
    {
        foreach (var wrong in (string[])
                 [
                     "← {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{} }",
                     "← {\"id\":1,\"jsonrpc\":\"2.0\",\"result\":{}}",
                     "×",
                     "",
                 ])
        {
            await using var server = await SocketServer.StartAsync();
            var page = $"```transcript call\n→ {{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"Host.ping\"}}\n{wrong}\n```".Replace("\n\n", "\n", StringComparison.Ordinal);
            await Assert.ThrowsAnyAsync<XunitException>(() => new TranscriptPlayer(server.ConnectAsync).PlayAsync(TranscriptReader.Read(page)[0]));
        }
    }
}
