using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>What is allocated. Nothing else runs meanwhile, because the runtime counts for the whole process.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    public static TheoryData<string> Forms => ["lines", "headers"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_message_that_is_too_large_is_not_gathered(string name)
    {
        const int Most = 1024 * 1024;
        var form = name == "lines" ? WireForm.Lines : WireForm.Headers;
        await using var host = await ConformanceHost.StartAsync(o => o.Limits = o.Limits with { MessageBytes = Most });
        using var peer = RawPeer.Connect(host, form);
        await peer.CallAsync(Json.Call(1, "Calc.ping"));
        var message = form.Frame($$"""{"jsonrpc":"2.0","id":1,"method":"Calc.ping","extra":"{{new string('x', 64 * Most)}}"}""");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await peer.SendBytesAsync(message);
        var answer = await peer.ReceiveAsync();
        Assert.Equal("LimitExceeded", answer.ErrorName());

        // All that was allocated on the way to the cap and dropped again: of the 64 times as much behind it, nothing.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 4 * Most);
    }

    [Theory]
    [InlineData("lines", "Calc.ping", "{}")]
    [InlineData("headers", "Calc.ping", "{}")]
    [InlineData("lines", "Calc.subtract", """{"minuend":42,"subtrahend":23}""")]
    [InlineData("lines", "Calc.subtract", "[42,23]")]
    [InlineData("lines", "Calc.sum", "[1,2,3]")]
    [InlineData("stomp", "Calc.ping", "{}")]
    [InlineData("stomp", "Calc.subtract", "[42,23]")]
    public async Task A_call_with_value_types_allocates_nothing_on_the_server(string name, string method, string parameters)
    {
        const int Calls = 64;
        const int Rounds = 200;
        var form = name switch { "lines" => WireForm.Lines, "headers" => WireForm.Headers, _ => WireForm.Stomp };
        await using var host = await ConformanceHost.StartAsync();
        var batch = Enumerable.Range(0, Calls).SelectMany(i => form.Frame(Json.Call(i, method, parameters))).ToArray();
        var transport = new MeteredTransport(batch, warmUp: 200, Rounds, form.Preamble);
        host.Serve(transport);
        var allocated = await transport.Allocated.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        // A pool thread that joins late finds its own share of the array pool empty, and pays for one array once. The smallest object
        // a call would come to five times the bound.
        Assert.InRange(allocated, 0, Calls * Rounds * 5);
    }
}
