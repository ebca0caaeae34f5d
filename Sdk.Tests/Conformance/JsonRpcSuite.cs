using System.Text;
using Virtwire.Sdk.Tests.Conformance.Cases;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>
/// Every case: whole, cut in two at every byte, and one byte at a time. A subclass brings the form in which messages travel, and that is
/// all there is to a new framing.
/// </summary>
public abstract class JsonRpcSuite(WireForm form)
{
    // A call that is answered after everything before it, so that "nothing comes back" can be seen.
    private const string Fence = """{"jsonrpc":"2.0","id":"fence","method":"Calc.ping"}""";

    public static TheoryData<ConformanceCase> Cases =>
        [.. SpecificationCases.All.Concat(MessageCases.All).Concat(CallCases.All)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Answers_as_it_must(ConformanceCase @case)
    {
        await using var host = await form.StartHostAsync();
        Check(@case, await RunAsync(host, [Bytes(@case)]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Answers_the_same_when_cut_at_any_byte(ConformanceCase @case)
    {
        await using var host = await form.StartHostAsync();
        var bytes = Bytes(@case);
        for (var cut = 1; cut < bytes.Length; cut++)
            Check(@case, await RunAsync(host, [bytes.AsMemory(0, cut), bytes.AsMemory(cut)]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Answers_the_same_byte_by_byte(ConformanceCase @case)
    {
        await using var host = await form.StartHostAsync();
        var bytes = Bytes(@case);
        Check(@case, await RunAsync(host, Enumerable.Range(0, bytes.Length).Select(i => (ReadOnlyMemory<byte>)bytes.AsMemory(i, 1))));
    }

    private byte[] Bytes(ConformanceCase @case) => [.. form.Preamble, .. @case.Sends.Append(Fence).SelectMany(m => form.Frame(m))];

    private async Task<List<string>> RunAsync(ConformanceHost host, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var transport = new ScriptedTransport(pieces);
        host.Serve(transport);
        return form.Unframe(await transport.SentAsync());
    }

    private static void Check(ConformanceCase @case, List<string> actual)
    {
        // The fence's answer stands behind all that is answered on the reader; a worker's answer may come after it.
        Assert.True(actual.RemoveAll(m => m.Contains("\"fence\"", StringComparison.Ordinal)) == 1, Describe("no answer to the call at the end"));
        Assert.True(actual.Count == @case.Expects.Length, Describe($"{@case.Expects.Length} messages were expected"));
        for (var i = 0; i < actual.Count; i++)
            Assert.True(JsonMatch.Matches(actual[i], @case.Expects[i]), Describe($"message {i + 1} must be {@case.Expects[i]}"));

        string Describe(string what)
        {
            var text = new StringBuilder(what).AppendLine(", and what came is:");
            foreach (var message in actual)
                text.AppendLine(message);
            return text.ToString();
        }
    }
}

/// <summary>JSON-RPC, one message a line.</summary>
public sealed class JsonRpcOverLines() : JsonRpcSuite(WireForm.Lines);

/// <summary>The same, with every value read by the JSON reader.</summary>
[Collection(WithoutGuessing.Name)]
public sealed class JsonRpcOverLinesWithoutGuessing() : JsonRpcSuite(WireForm.Lines);

/// <summary>The same, with a server that looks for bytes before it waits for them.</summary>
public sealed class JsonRpcOverLinesSpinning() : JsonRpcSuite(WireForm.SpinningLines);

/// <summary>JSON-RPC behind a Content-Length header.</summary>
public sealed class JsonRpcOverHeaders() : JsonRpcSuite(WireForm.Headers);

/// <summary>JSON-RPC in frames of STOMP.</summary>
public sealed class JsonRpcOverStomp() : JsonRpcSuite(WireForm.Stomp);
