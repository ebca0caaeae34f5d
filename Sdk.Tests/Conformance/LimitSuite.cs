using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>What is too much is refused with an error that names the limit, and what comes after it is served.</summary>
public abstract class LimitSuite(WireForm form)
{
    [Fact]
    public virtual async Task A_message_that_is_too_large_is_refused_and_passed_over()
    {
        const int Most = 4096;
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { MessageBytes = Most });
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Padded(Most), Padded(Most + 1), Padded(Most * 100), Json.Call(2, "Calc.ping"));
        Assert.Equal("1", (await peer.ReceiveAsync()).Id());
        for (var i = 0; i < 2; i++)
            AssertLimit(await peer.ReceiveAsync(), "messageBytes", Most, "null");
        Assert.Equal("2", (await peer.ReceiveAsync()).Id());
    }

    [Fact]
    public async Task An_answer_that_would_be_too_large_is_an_error()
    {
        const int Most = 4096;
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { MessageBytes = Most });
        using var peer = RawPeer.Connect(host, form);
        AssertLimit(await peer.CallAsync(Json.Call(1, "Calc.repeat", """{"length":5000}""")), "messageBytes", Most, "1");
        Assert.Equal(3000, (await peer.CallAsync(Json.Call(2, "Calc.repeat", """{"length":3000}"""))).Result().GetProperty("text").GetString()!.Length);

        var batch = await peer.CallAsync($"[{Json.Call(3, "Calc.repeat", """{"length":3000}""")},{Json.Call(4, "Calc.repeat", """{"length":3000}""")}]");
        Assert.Equal(2, batch.GetArrayLength());
        Assert.Equal(3000, batch[0].Result().GetProperty("text").GetString()!.Length);
        AssertLimit(batch[1], "messageBytes", Most, "4");
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, false)]
    [InlineData(2000, false)]
    public async Task A_message_that_is_too_deep_is_refused(int depth, bool isRead)
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var nested = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));
        var answer = await peer.CallAsync($$"""{"jsonrpc":"2.0","id":1,"method":"Calc.getData","params":{"a":{{nested}} } }""");
        if (isRead)
            Assert.Equal(-32602, answer.ErrorCode());
        else
            AssertLimit(answer, "depth", 64, "1");
        Assert.Equal("2", (await peer.CallAsync(Json.Call(2, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task A_batch_that_is_too_long_is_refused_whole()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { BatchLength = 3 });
        using var peer = RawPeer.Connect(host, form);
        var ping = Json.Call(1, "Calc.notifyHello", """{"times":1}""");
        AssertLimit(await peer.CallAsync($"[{ping},{ping},{ping},{ping}]"), "batchLength", 3, "null");
        Assert.Equal(0, host.Calc.Notifications);
        Assert.Equal(3, (await peer.CallAsync($"[{ping},{ping},{ping}]")).GetArrayLength());
    }

    [Fact]
    public async Task Too_many_calls_at_once_are_refused_one_by_one()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { InFlight = 2 });
        using var peer = RawPeer.Connect(host, form);
        using var other = RawPeer.Connect(host, form);
        for (var i = 1; i <= 3; i++)
            await peer.SendAsync(Json.Call(i, "Gate.hold", """{"name":"a"}"""));
        AssertLimit(await peer.ReceiveAsync(), "inFlight", 2, "3");
        Assert.Equal("1", (await other.CallAsync(Json.Call(1, "Calc.ping"))).Id());
        host.Gates.Open("a");
        Assert.Equal(["1", "2"], (await peer.ReceiveAsync(2)).Select(a => a.Id()).Order(StringComparer.Ordinal));
        Assert.Equal("4", (await peer.CallAsync(Json.Call(4, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task One_call_more_than_a_server_takes_is_refused()
    {
        const int Most = 1024;
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync([.. Enumerable.Range(0, Most + 1).Select(i => Json.Call(i, "Gate.hold", $$"""{"name":"{{i}}"}"""))]);
        AssertLimit(await peer.ReceiveAsync(), "inFlight", Most, $"{Most}");

        // Each answer makes room for one call, and not for two.
        host.Gates.Open("7");
        Assert.Equal("7", (await peer.ReceiveAsync()).Id());
        await peer.SendAsync(Json.Call(2000, "Gate.hold", """{"name":"a"}"""), Json.Call(2001, "Gate.hold", """{"name":"a"}"""));
        AssertLimit(await peer.ReceiveAsync(), "inFlight", Most, "2001");
        host.Gates.Open("a");
        Assert.Equal("2000", (await peer.ReceiveAsync()).Id());
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_runs_makes_room()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { WorkerThreads = 1, InFlight = 2 });
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Block.hold", """{"name":"a"}"""));
        await host.Gates.Arrived("a");
        await peer.SendAsync(Json.Call(2, "Block.hold", """{"name":"b"}"""), Json.Cancel(2));
        Assert.Equal("Cancelled", (await peer.ReceiveAsync()).ErrorName());
        await peer.SendAsync(Json.Call(3, "Block.hold", """{"name":"a"}"""), Json.Call(4, "Gate.hold", """{"name":"a"}"""));
        AssertLimit(await peer.ReceiveAsync(), "inFlight", 2, "4");
        host.Gates.Open("a");
        Assert.Equal(["1", "3"], (await peer.ReceiveAsync(2)).Select(a => a.Id()));
    }

    [Fact]
    public async Task A_driver_that_goes_on_after_the_deadline_leaves_no_room()
    {
        var time = new ManualTime();
        await using var host = await form.StartHostAsync(o =>
        {
            o.TimeProvider = time;
            o.Limits = o.Limits with { InFlight = 1 };
        });
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Gate.hold", """{"name":"a","stubborn":true}""", """{"deadline":5000}"""));
        await host.Gates.Arrived("a");
        await time.AdvanceUntilAsync(host.Gates.Cancelled("a"), TimeSpan.FromSeconds(1));
        Assert.Equal("DeadlineExceeded", (await peer.ReceiveAsync()).ErrorName());
        AssertLimit(await peer.CallAsync(Json.Call(2, "Gate.hold", """{"name":"b"}""")), "inFlight", 1, "2");
        host.Gates.Open("a");
        host.Gates.Open("b");
        await WaitFor.TrueAsync(() => host.Server.Connections.Served.All(c => c.CallsUnderWay == 0));
        Assert.Equal("b", (await peer.CallAsync(Json.Call(3, "Gate.hold", """{"name":"b"}"""))).Result().GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_call_that_nobody_waits_for_takes_up_room_until_it_is_done()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { InFlight = 1 });
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"Gate.hold","params":{"name":"a"}}""");
        await host.Gates.Arrived("a");
        AssertLimit(await peer.CallAsync(Json.Call(1, "Gate.hold", """{"name":"b"}""")), "inFlight", 1, "1");
        host.Gates.Open("a");
        host.Gates.Open("b");
        await WaitFor.TrueAsync(() => host.Server.Connections.Served.All(c => c.CallsUnderWay == 0));
        Assert.Equal("b", (await peer.CallAsync(Json.Call(2, "Gate.hold", """{"name":"b"}"""))).Result().GetProperty("text").GetString());
    }

    [Fact]
    public async Task Too_many_calls_that_wait_for_a_worker_are_refused()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { WorkerThreads = 1, WaitingCalls = 1 });
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Block.hold", """{"name":"a"}"""));
        await host.Gates.Arrived("a");
        await peer.SendAsync(Json.Call(2, "Block.hold", """{"name":"a"}"""), Json.Call(3, "Block.hold", """{"name":"a"}"""));
        AssertLimit(await peer.ReceiveAsync(), "waitingCalls", 1, "3");
        host.Gates.Open("a");
        Assert.Equal(["1", "2"], (await peer.ReceiveAsync(2)).Select(a => a.Id()));
    }

    [Fact]
    public async Task Too_many_subscriptions_are_refused()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { Subscriptions = 2 });
        using var peer = RawPeer.Connect(host, form);
        await peer.CallAsync(Json.Call(1, "Events.subscribe"));
        await peer.CallAsync(Json.Call(2, "Events.subscribe"));
        AssertLimit(await peer.CallAsync(Json.Call(3, "Events.subscribe")), "subscriptions", 2, "3");
    }

    private protected static string Padded(int length)
    {
        const string Head = """{"jsonrpc":"2.0","id":1,"method":"Calc.ping","extra":"a""";
        const string Tail = "\"}";
        return new StringBuilder(Head).Append('x', length - Head.Length - Tail.Length).Append(Tail).ToString();
    }

    private static void AssertLimit(JsonElement answer, string limit, int most, string id)
    {
        Assert.Equal("LimitExceeded", answer.ErrorName());
        Assert.Equal(limit, answer.ErrorDetails().GetProperty("limit").GetString());
        Assert.Equal(most, answer.ErrorDetails().GetProperty("maximum").GetInt32());
        Assert.Equal(id, answer.Id());
    }
}

/// <inheritdoc/>
public sealed class LimitsOverLines() : LimitSuite(WireForm.Lines);

/// <summary>The same, with every value read by the JSON reader.</summary>
[Collection(WithoutGuessing.Name)]
public sealed class LimitsOverLinesWithoutGuessing() : LimitSuite(WireForm.Lines);

/// <summary>The same, with a server that looks for bytes before it waits for them.</summary>
public sealed class LimitsOverLinesSpinning() : LimitSuite(WireForm.SpinningLines);

/// <inheritdoc/>
public sealed class LimitsOverHeaders() : LimitSuite(WireForm.Headers);

/// <summary>The same in frames of STOMP, where a frame that is too large ends the connection.</summary>
public sealed class LimitsOverStomp() : LimitSuite(WireForm.Stomp)
{
    [Fact]
    public override async Task A_message_that_is_too_large_is_refused_and_passed_over()
    {
        const int Most = 4096;
        await using var host = await WireForm.Stomp.StartHostAsync(o => o.Limits = o.Limits with { MessageBytes = Most });
        using var peer = RawPeer.Connect(host, WireForm.Stomp);
        await peer.SendAsync(Padded(Most), Padded(Most + 1), Padded(Most * 100), Json.Call(2, "Calc.ping"));
        Assert.Equal("1", (await peer.ReceiveAsync()).Id());
        Assert.Null(await peer.TryReceiveAsync());
    }
}
