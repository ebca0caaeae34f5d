using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>Calls that are stopped: by their caller, by their deadline, by the end of their connection.</summary>
public abstract class CancellationSuite(WireForm form)
{
    [Theory]
    [InlineData("Gate.hold")]
    [InlineData("Block.hold")]
    public async Task A_cancel_reaches_the_driver_and_is_answered(string method)
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, method, """{"name":"a"}"""));
        await host.Gates.Arrived("a");
        await peer.SendAsync(Json.Cancel(1));
        await host.Gates.Cancelled("a");
        var answer = await peer.ReceiveAsync();
        Assert.Equal("1", answer.Id());
        Assert.Equal("Cancelled", answer.ErrorName());
    }

    [Fact]
    public async Task A_cancel_hits_all_calls_of_its_id_and_no_other()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(
            Json.Call(1, "Gate.hold", """{"name":"a"}"""),
            Json.Call(1, "Gate.hold", """{"name":"b"}"""),
            Json.Call(2, "Gate.hold", """{"name":"c"}"""));
        await peer.SendAsync(Json.Cancel(1));
        var cancelled = await peer.ReceiveAsync(2);
        Assert.All(cancelled, a => Assert.Equal(("1", "Cancelled"), (a.Id(), a.ErrorName())));
        host.Gates.Open("c");
        Assert.Equal("c", (await peer.ReceiveAsync()).Result().GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_cancel_of_a_call_that_is_not_there_does_nothing()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(
            Json.Cancel(1),
            """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{}}""",
            """{"jsonrpc":"2.0","method":"$/cancelRequest","params":[1]}""",
            """{"jsonrpc":"2.0","method":"$/cancelRequest"}""");
        Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task A_cancelled_call_that_succeeds_all_the_same_says_so()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Gate.hold", """{"name":"a","stubborn":true}"""));
        await peer.SendAsync(Json.Cancel(1));
        await host.Gates.Cancelled("a");
        host.Gates.Open("a");
        Assert.Equal("a", (await peer.ReceiveAsync()).Result().GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_call_that_waits_for_a_worker_is_cancelled_at_once()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { WorkerThreads = 1 });
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Block.hold", """{"name":"a"}"""));
        await host.Gates.Arrived("a");
        await peer.SendAsync(Json.Call(2, "Block.hold", """{"name":"b"}"""), Json.Cancel(2));
        var answer = await peer.ReceiveAsync();
        Assert.Equal(("2", "Cancelled"), (answer.Id(), answer.ErrorName()));
        host.Gates.Open("a");
        Assert.Equal("1", (await peer.ReceiveAsync()).Id());
        Assert.False(host.Gates.Arrived("b").IsCompleted);
    }

    [Theory]
    [InlineData("Gate.hold", """{"name":"a","stubborn":true}""")]
    [InlineData("Block.hold", """{"name":"a"}""")]
    public async Task A_deadline_answers_for_a_driver_that_does_not(string method, string parameters)
    {
        var time = new ManualTime();
        await using var host = await form.StartHostAsync(o => o.TimeProvider = time);
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, method, parameters, """{"deadline":5000}"""));
        await host.Gates.Arrived("a");
        time.Advance(TimeSpan.FromMilliseconds(4900));
        Assert.False(host.Gates.Cancelled("a").IsCompleted);
        await time.AdvanceUntilAsync(host.Gates.Cancelled("a"), TimeSpan.FromMilliseconds(100));
        var answer = await peer.ReceiveAsync();
        Assert.Equal(("1", "DeadlineExceeded"), (answer.Id(), answer.ErrorName()));

        // What the driver comes up with later is dropped.
        host.Gates.Open("a");
        Assert.Equal("2", (await peer.CallAsync(Json.Call(2, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task A_call_that_is_done_in_time_is_left_alone_by_its_deadline()
    {
        var time = new ManualTime();
        await using var host = await form.StartHostAsync(o => o.TimeProvider = time);
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Gate.hold", """{"name":"a"}""", """{"deadline":5000}"""));
        host.Gates.Open("a");
        Assert.Equal("1", (await peer.ReceiveAsync()).Id());
        await peer.SendAsync(Json.Call(2, "Gate.hold", """{"name":"b"}"""));
        await host.Gates.Arrived("b");
        time.Advance(TimeSpan.FromMinutes(1));
        host.Gates.Open("b");
        Assert.Equal("b", (await peer.ReceiveAsync()).Result().GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("Gate.hold")]
    [InlineData("Block.hold")]
    public async Task The_end_of_a_connection_cancels_what_it_started(string method)
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, method, """{"name":"a"}"""));
        await host.Gates.Arrived("a");
        peer.Abort();
        await host.Gates.Cancelled("a");
    }

    [Fact]
    public async Task A_peer_that_has_only_ended_sending_is_answered_still()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Block.hold", """{"name":"a"}"""));
        peer.EndSend();
        await host.Gates.Arrived("a");
        host.Gates.Open("a");
        Assert.Equal("1", (await peer.ReceiveAsync()).Id());
        Assert.Null(await peer.TryReceiveAsync());
    }

    [Fact]
    public async Task A_peer_that_has_ended_sending_is_not_waited_for_for_ever()
    {
        var time = new ManualTime();
        await using var host = await form.StartHostAsync(o => o.TimeProvider = time);
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Gate.hold", """{"name":"a"}"""));
        await host.Gates.Arrived("a");
        peer.EndSend();
        await time.AdvanceUntilAsync(host.Gates.Cancelled("a"), TimeSpan.FromSeconds(1));
        Assert.Null(await peer.TryReceiveAsync());
    }
}

/// <inheritdoc/>
public sealed class CancellationOverLines() : CancellationSuite(WireForm.Lines);

/// <summary>The same, with every value read by the JSON reader.</summary>
[Collection(WithoutGuessing.Name)]
public sealed class CancellationOverLinesWithoutGuessing() : CancellationSuite(WireForm.Lines);

/// <summary>The same, with a server that looks for bytes before it waits for them.</summary>
public sealed class CancellationOverLinesSpinning() : CancellationSuite(WireForm.SpinningLines);

/// <inheritdoc/>
public sealed class CancellationOverHeaders() : CancellationSuite(WireForm.Headers);

/// <inheritdoc/>
public sealed class CancellationOverStomp() : CancellationSuite(WireForm.Stomp);
