using System.Text;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>Many calls at once, calls that block, and peers that go away in the middle of a word.</summary>
public abstract class ConcurrencySuite(WireForm form)
{
    [Fact]
    public async Task A_thousand_calls_in_flight_are_answered_out_of_order()
    {
        const int Calls = 1000;
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync([.. Enumerable.Range(0, Calls).Select(i => Json.Call(i, "Gate.hold", $$"""{"name":"{{i}}"}"""))]);
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => host.Gates.Arrived($"{i}")));

        var order = Enumerable.Range(0, Calls).Reverse().ToList();
        foreach (var i in order)
        {
            host.Gates.Open($"{i}");
            var answer = await peer.ReceiveAsync();
            Assert.Equal($"{i}", answer.Id());
            Assert.Equal($"{i}", answer.Result().GetProperty("text").GetString());
        }

        Assert.Equal("1000", (await peer.CallAsync(Json.Call(Calls, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task A_call_that_blocks_stops_neither_reader_nor_other_calls()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        using var other = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Block.hold", """{"name":"a"}"""));
        await host.Gates.Arrived("a");
        Assert.Equal("2", (await peer.CallAsync(Json.Call(2, "Calc.ping"))).Id());
        Assert.Equal("1", (await other.CallAsync(Json.Call(1, "Calc.ping"))).Id());
        host.Gates.Open("b");
        Assert.Equal("3", (await peer.CallAsync(Json.Call(3, "Block.hold", """{"name":"b"}"""))).Id());
        host.Gates.Open("a");
        Assert.Equal("1", (await peer.ReceiveAsync()).Id());
    }

    [Fact]
    public async Task A_batch_is_answered_when_the_last_of_its_calls_is_done()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync($"[{Json.Call(1, "Gate.hold", """{"name":"a"}""")},{Json.Call(2, "Calc.ping")},{Json.Call(3, "Block.hold", """{"name":"a"}""")}]");
        Assert.Equal("4", (await peer.CallAsync(Json.Call(4, "Calc.ping"))).Id());
        host.Gates.Open("a");
        var answers = await peer.ReceiveAsync();
        Assert.Equal(["1", "2", "3"], answers.EnumerateArray().Select(a => a.Id()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_connections_at_once_get_their_own_answers()
    {
        await using var host = await form.StartHostAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async connection =>
        {
            using var peer = RawPeer.Connect(host, form);
            for (var i = 0; i < 20; i++)
            {
                var answer = await peer.CallAsync(Json.Call(i, "Calc.subtract", $"[{connection},{i}]"));
                Assert.Equal(connection - i, answer.Result().GetProperty("value").GetInt32());
            }
        }));
    }

    [Fact]
    public async Task A_peer_that_dies_at_any_byte_leaves_nothing_behind()
    {
        await using var host = await form.StartHostAsync();
        using var other = RawPeer.Connect(host, form);
        byte[] script =
        [
            .. form.Frame(Json.Call(1, "Events.subscribe")),
            .. form.Frame(Json.Call(2, "Gate.hold", """{"name":"a"}""", """{"deadline":60000}""")),
            .. form.Frame($"[{Json.Call(3, "Gate.hold", """{"name":"b"}""")},{Json.Call(4, "Calc.ping")}]"),
            .. form.Frame(Json.Call(5, "Block.hold", """{"name":"c"}""")),
        ];
        for (var length = 0; length <= script.Length; length++)
        {
            using (var peer = RawPeer.Connect(host, form))
            {
                await peer.SendBytesAsync(script[..length]);
                peer.Abort();
            }
        }

        Assert.Equal("1", (await other.CallAsync(Json.Call(1, "Calc.ping"))).Id());
        await WaitUntilAsync(() => host.Server.Connections.Count == 1);
        Assert.Equal(0, host.Server.Connections.Served.Count(c => c.CallsUnderWay > 0));
    }

    [Fact]
    public async Task Stopping_lets_calls_finish_and_takes_no_new_ones()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync(Json.Call(1, "Gate.hold", """{"name":"a"}"""));
        await host.Gates.Arrived("a");
        var stopping = host.Server.StopAsync(TestContext.Current.CancellationToken);
        var refused = await peer.CallAsync(Json.Call(2, "Calc.ping"));
        Assert.Equal("ShuttingDown", refused.ErrorName());
        Assert.False(stopping.IsCompleted);
        host.Gates.Open("a");
        Assert.Equal("1", (await peer.ReceiveAsync()).Id());
        await stopping;
        Assert.Null(await peer.TryReceiveAsync());
        Assert.Throws<InvalidOperationException>(() => host.Server.Connect());
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var failSafe = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            failSafe.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

/// <inheritdoc/>
public sealed class ConcurrencyOverLines() : ConcurrencySuite(WireForm.Lines);

/// <summary>The same, with every value read by the JSON reader.</summary>
[Collection(WithoutGuessing.Name)]
public sealed class ConcurrencyOverLinesWithoutGuessing() : ConcurrencySuite(WireForm.Lines);

/// <summary>The same, with a server that looks for bytes before it waits for them.</summary>
public sealed class ConcurrencyOverLinesSpinning() : ConcurrencySuite(WireForm.SpinningLines);

/// <inheritdoc/>
public sealed class ConcurrencyOverHeaders() : ConcurrencySuite(WireForm.Headers)
{
    [Theory]
    [InlineData("Content-Length: x\r\n\r\n{}")]
    [InlineData("Content-Length: 5\n\n{}")]
    [InlineData("no header\r\n\r\n")]
    public async Task Broken_framing_is_answered_and_closes_that_connection_alone(string bytes)
    {
        await using var host = await WireForm.Headers.StartHostAsync();
        using var other = RawPeer.Connect(host, WireForm.Headers);
        using var peer = RawPeer.Connect(host, WireForm.Headers);
        await peer.CallAsync(Json.Call(1, "Calc.ping"));
        await peer.SendBytesAsync(Encoding.ASCII.GetBytes(bytes));
        var answer = await peer.ReceiveAsync();
        Assert.Equal((-32700, "null"), (answer.ErrorCode(), answer.Id()));
        Assert.Null(await peer.TryReceiveAsync());
        Assert.Equal("1", (await other.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }
}

/// <inheritdoc/>
public sealed class ConcurrencyOverStomp() : ConcurrencySuite(WireForm.Stomp);
