using System.Diagnostics;
using System.Text.Json;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

public abstract class RpcConnectionSuite(ClientMode mode)
{
    [Fact]
    public async Task A_call_is_answered()
    {
        await using var peer = new ScriptedPeer(mode);
        var call = peer.CallAsync(21);
        var request = await peer.NextLineAsync();
        Assert.Equal("""{"jsonrpc":"2.0","id":1048576,"method":"Test.double","params":{"value":21}}""", request);

        await peer.SendAsync(ScriptedPeer.Answer(1048576, 42));

        Assert.Equal(42, (await call).Value);
    }

    [Fact]
    public async Task A_thousand_calls_in_flight_are_answered_out_of_order()
    {
        const int Calls = 1000;
        await using var peer = new ScriptedPeer(mode);
        var calls = Enumerable.Range(0, Calls).Select(value => peer.CallAsync(value).AsTask()).ToArray();
        var requests = new List<JsonElement>();
        while (requests.Count < Calls)
            requests.Add(await peer.NextAsync());
        Assert.Equal(Calls, requests.Select(static request => request.GetProperty("id").GetInt64()).Distinct().Count());

        new Random(1).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(requests));
        foreach (var chunk in requests.Chunk(70))
            await peer.SendAsync(string.Join('\n', chunk.Select(static r => ScriptedPeer.Answer(Id(r), 2 * Value(r)))));

        var results = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, Calls).Select(static value => 2 * value), results.Select(static result => result.Value));
        Assert.Equal(Calls, peer.Connection.Calls.Slots);
        Assert.Equal(0, peer.Connection.StrayAnswers);
    }

    [Fact]
    public async Task One_call_after_the_other_uses_one_slot_and_never_the_same_id()
    {
        await using var peer = new ScriptedPeer(mode);
        var ids = new HashSet<long>();
        for (var i = 0; i < 100; i++)
        {
            var call = peer.CallAsync(i);
            var request = await peer.NextAsync();
            Assert.True(ids.Add(Id(request)));
            await peer.AnswerAsync(request, i);
            Assert.Equal(i, (await call).Value);
        }

        Assert.Equal(1, peer.Connection.Calls.Slots);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"value":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"value":1,"later":[{}]}}""")]
    [InlineData(""" {"result" : {"value" : 1} , "id" : ID , "jsonrpc" : "2.0"} """)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"value":1},"other":true}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"value":1} }""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result": {"\u0076alue":1}}""")]
    public async Task An_answer_may_be_written_in_any_way(string answer)
    {
        await using var peer = new ScriptedPeer(mode);
        var call = peer.CallAsync(0);
        var id = Id(await peer.NextAsync());

        await peer.SendAsync(answer.Replace("ID", $"{id}", StringComparison.Ordinal));

        Assert.Equal(1, (await call).Value);
    }

    [Fact]
    public async Task Errors_become_exceptions()
    {
        await using var peer = new ScriptedPeer(mode);
        var call = peer.CallAsync(0);
        var id = Id(await peer.NextAsync());

        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32602,"message":"'value' is missing."}}""");

        var failure = await Assert.ThrowsAsync<InvalidParamsException>(async () => await call);
        Assert.Equal("'value' is missing.", failure.Message);
    }

    [Theory]
    [InlineData("""{"value":"x"}""", "'value'")]
    [InlineData("""{}""", "'value' is missing")]
    [InlineData("""[]""", "must be an object")]
    public async Task A_result_against_the_schema_fails_its_call_alone(string result, string what)
    {
        await using var peer = new ScriptedPeer(mode);
        var bad = peer.CallAsync(1);
        var good = peer.CallAsync(2);
        var first = Id(await peer.NextAsync());
        var second = await peer.NextAsync();

        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{first}}},"result":{{{result}}}}""");
        await peer.AnswerAsync(second, 4);

        var failure = await Assert.ThrowsAsync<MalformedAnswerException>(async () => await bad);
        Assert.Contains("Test.double", failure.Message, StringComparison.Ordinal);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await good).Value);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"jsonrpc":"2.0","id":ID}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"value":1}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"value":1},"result":{"value":2}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Not JSON."}}""")]
    [InlineData("TOO LARGE")]
    public async Task A_message_of_no_use_ends_the_connection_and_every_call(string message)
    {
        await using var peer = new ScriptedPeer(mode);
        var one = peer.CallAsync(1);
        var two = peer.CallAsync(2);
        var id = Id(await peer.NextAsync());

        message = message == "TOO LARGE" ? new string(' ', 2 << 20) + "1" : message.Replace("ID", $"{id}", StringComparison.Ordinal);
        _ = peer.SendAsync(message).AsTask();

        foreach (var call in (ValueTask<Number>[])[one, two])
        {
            var lost = await Assert.ThrowsAsync<ConnectionLostException>(async () => await call);
            Assert.True(lost.MaybeSent);
        }

        Assert.Equal(CloseKind.BadMessage, (await peer.Running).Kind);
        Assert.Same(await peer.Running, peer.Closed);
    }

    [Theory]
    [InlineData("999")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("9223372036854775807")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"1048576\"")]
    [InlineData("null")]
    public async Task An_answer_to_nothing_is_counted_and_passed_over(string id)
    {
        await using var peer = new ScriptedPeer(mode);
        var call = peer.CallAsync(1);
        var request = await peer.NextAsync();

        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"value":13}}""");
        await peer.AnswerAsync(request, 2);

        Assert.Equal(2, (await call).Value);
        Assert.Equal(1, peer.Connection.StrayAnswers);
    }

    [Fact]
    public async Task A_second_answer_never_hits_the_next_call()
    {
        await using var peer = new ScriptedPeer(mode);
        var first = peer.CallAsync(1);
        var answered = await peer.NextAsync();
        await peer.AnswerAsync(answered, 1);
        await first;

        var second = peer.CallAsync(2);
        var request = await peer.NextAsync();
        await peer.AnswerAsync(answered, 13);
        await peer.AnswerAsync(request, 2);

        Assert.Equal(2, (await second).Value);
        Assert.Equal(1, peer.Connection.StrayAnswers);
        Assert.Equal(1, peer.Connection.Calls.Slots);
    }

    [Fact]
    public async Task Notifications_are_handed_over_in_order()
    {
        await using var peer = new ScriptedPeer(mode);
        var call = peer.CallAsync(1);
        var request = await peer.NextAsync();
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"a.b","params":{"x":1}}""");
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"c.d"}""");
        await peer.AnswerAsync(request, 2);
        await call;

        Assert.Equal(["a.b {\"x\":1}", "c.d "], peer.Notifications);
    }

    [Fact]
    public async Task A_call_of_the_server_is_answered_that_there_is_no_method()
    {
        await using var peer = new ScriptedPeer(mode);
        await peer.SendAsync("""{"jsonrpc":"2.0","id":"q\u0041","method":"a.b"}""");

        Assert.Equal(
            """{"jsonrpc":"2.0","id":"q\u0041","error":{"code":-32601,"message":"A client has no methods."}}""",
            await peer.NextLineAsync());
    }

    [Fact]
    public async Task Metadata_travel_beside_the_parameters()
    {
        await using var peer = new ScriptedPeer(mode);
        var call = peer.CallAsync(1, new CallOptions { Deadline = TimeSpan.FromMilliseconds(1500.2), IdempotencyKey = "k", TraceParent = "00-t" });
        var request = await peer.NextAsync();
        Assert.Equal("""{"deadline":1501,"traceparent":"00-t","idempotencyKey":"k"}""", request.GetProperty("meta").GetRawText());
        await peer.AnswerAsync(request, 1);
        await call;
    }

    [Fact]
    public async Task The_trace_of_the_current_activity_goes_with_the_call()
    {
        await using var peer = new ScriptedPeer(mode);
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var call = peer.CallAsync(1);
        var request = await peer.NextAsync();
        Assert.Equal($$"""{"traceparent":"{{activity.Id}}"}""", request.GetProperty("meta").GetRawText());
        await peer.AnswerAsync(request, 1);
        await call;
    }

    [Fact]
    public async Task Awaiting_twice_fails_and_gives_no_slot_back()
    {
        await using var peer = new ScriptedPeer(mode);
        var call = peer.CallAsync(1);
        await peer.AnswerAsync(await peer.NextAsync(), 1);
        await call;
        var next = peer.CallAsync(2);

#pragma warning disable CA2012 // Awaiting twice is what is tested.
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());
        Assert.Throws<InvalidOperationException>(() => next.GetAwaiter().GetResult());
#pragma warning restore CA2012
        Assert.Equal(1, peer.Connection.Calls.InUse);
        await peer.AnswerAsync(await peer.NextAsync(), 2);
        Assert.Equal(2, (await next).Value);
    }

    private static long Id(JsonElement request) => request.GetProperty("id").GetInt64();

    private static int Value(JsonElement request) => request.GetProperty("params").GetProperty("value").GetInt32();
}

/// <summary>In the default mode.</summary>
public sealed class RpcConnectionTests() : RpcConnectionSuite(ClientMode.Default);

/// <summary>With callers that go on in the reader.</summary>
public sealed class RpcConnectionInlineTests() : RpcConnectionSuite(ClientMode.Inline);

/// <summary>With a reader that looks for bytes before it waits for them.</summary>
public sealed class RpcConnectionSpinningTests() : RpcConnectionSuite(ClientMode.Spinning);

/// <summary>With both.</summary>
public sealed class RpcConnectionSpinningInlineTests() : RpcConnectionSuite(ClientMode.SpinningInline);
