using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Rpc;

/// <summary>A list among the parameters is the caller's own code, which runs while the request is being written.</summary>
public sealed class ReentrantRequestTests
{
    [Fact]
    public async Task A_request_that_makes_another_call_while_it_is_written_stays_whole()
    {
        await using var peer = new ScriptedPeer();
        ValueTask<Number> inner = default;
        var outer = Call(peer, new Trap(() => inner = peer.CallAsync(1)));

        var first = await peer.NextAsync();
        var second = await peer.NextAsync();
        Assert.Equal("""{"value":1}""", first.GetProperty("params").GetRawText());
        Assert.Equal("""{"value":2}""", second.GetProperty("params").GetRawText());
        await peer.AnswerAsync(first, 10);
        await peer.AnswerAsync(second, 20);
        Assert.Equal((10, 20), ((await inner).Value, (await outer).Value));
    }

    [Fact]
    public async Task A_request_that_waits_for_another_call_while_it_is_written_holds_up_nobody()
    {
        await using var peer = new ScriptedPeer();
        using var answered = new ManualResetEventSlim();
        var outer = Task.Run(async () => await Call(peer, new Trap(() => answered.Wait(TestContext.Current.CancellationToken))));

        var call = peer.CallAsync(1);
        await peer.AnswerAsync(await peer.NextAsync(), 10);
        Assert.Equal(10, (await call).Value);
        answered.Set();
        await peer.AnswerAsync(await peer.NextAsync(), 20);
        Assert.Equal(20, (await outer).Value);
    }

    private static ValueTask<Number> Call(ScriptedPeer peer, Trap request)
    {
        Assert.True(peer.Connection.TryBegin<ResultCall<Number>>(ScriptedPeer.Method, out var call, out _));
        var task = call.Task;
        peer.Connection.Send(call, ScriptedPeer.Method, request, default, CancellationToken.None);
        return task;
    }

    /// <summary>Parameters that do something when they are written: <c>{"value":2}</c>.</summary>
    private readonly record struct Trap(Action Written) : IWireType<Trap>
    {
        public static Trap ReadWire(ref System.Text.Json.Utf8JsonReader reader, WireMode mode) => throw new NotSupportedException();

        public static void WriteWire(ref WireWriter writer, Trap value)
        {
            writer.BeginObject();
            writer.WriteName("\"value\":"u8);
            value.Written();
            writer.WriteNumber(2);
            writer.EndObject();
        }
    }
}
