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
}
