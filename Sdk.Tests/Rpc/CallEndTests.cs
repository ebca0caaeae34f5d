using System.Text;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

/// <summary>The ways in which a call ends without its answer.</summary>
public abstract class CallEndSuite(ClientMode mode)
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Cancelling_takes_the_call_back_and_ends_it_at_once()
    {
        await using var peer = new ScriptedPeer(mode);
        using var source = new CancellationTokenSource();
        var call = peer.CancellableCallAsync(1, default, source.Token);
        var request = await peer.NextAsync();

        await source.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(async () => await call);
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.Equal(
            $$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{request.GetProperty("id")}}}}}""",
            await peer.NextLineAsync());
    }

    [Fact]
    public async Task The_answer_to_a_cancelled_call_is_passed_over()
    {
        await using var peer = new ScriptedPeer(mode);
        using var source = new CancellationTokenSource();
        var call = peer.CancellableCallAsync(1, default, source.Token);
        var request = await peer.NextAsync();
        await source.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await call);
        await peer.NextAsync();

        var next = peer.CallAsync(2);
        await peer.AnswerAsync(request, 13);
        await peer.AnswerAsync(await peer.NextAsync(), 2);

        Assert.Equal(2, (await next).Value);
        Assert.Equal(1, peer.Connection.StrayAnswers);
    }

    [Fact]
    public async Task The_error_of_a_cancelled_call_is_not_that_of_the_next_in_its_slot()
    {
        await using var peer = new ScriptedPeer(mode);
        using var source = new CancellationTokenSource();
        var call = peer.CancellableCallAsync(1, default, source.Token);
        var request = await peer.NextAsync();
        await source.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await call);
        await peer.NextAsync();

        var next = peer.CallAsync(2);
        await peer.FailAsync(request, """{"code":1,"message":"It was cancelled."}""");
        await peer.AnswerAsync(await peer.NextAsync(), 2);

        Assert.Equal(2, (await next).Value);
        Assert.Equal(1, peer.Connection.StrayAnswers);
    }

    [Fact]
    public async Task A_call_that_was_answered_cannot_be_cancelled_any_more()
    {
        await using var peer = new ScriptedPeer(mode);
        using var source = new CancellationTokenSource();
        var call = peer.CancellableCallAsync(1, default, source.Token);
        await peer.AnswerAsync(await peer.NextAsync(), 1);
        Assert.Equal(1, (await call).Value);
        var next = peer.CallAsync(2);

        await source.CancelAsync();
        await peer.AnswerAsync(await peer.NextAsync(), 2);

        Assert.Equal(2, (await next).Value);
    }

    [Fact]
    public async Task A_deadline_that_passes_ends_the_call_and_takes_it_back()
    {
        await using var peer = new ScriptedPeer(mode, new RpcOptions { Time = _time, Deadline = TimeSpan.FromSeconds(10) });
        var usual = peer.CallAsync(1);
        var own = peer.CallAsync(2, new CallOptions { Deadline = TimeSpan.FromSeconds(20) });
        var never = peer.CallAsync(3, new CallOptions { Deadline = Timeout.InfiniteTimeSpan });
        var requests = new[] { await peer.NextAsync(), await peer.NextAsync(), await peer.NextAsync() };
        Assert.Equal("""{"deadline":10000}""", requests[0].GetProperty("meta").GetRawText());
        Assert.False(requests[2].TryGetProperty("meta", out _));

        _time.Advance(TimeSpan.FromSeconds(11));
        var failure = await Assert.ThrowsAnyAsync<HostException>(async () => await usual);
        Assert.Equal("DeadlineExceeded", failure.ErrorName);
        Assert.Contains("Test.double", failure.Message, StringComparison.Ordinal);
        Assert.Contains("$/cancelRequest", await peer.NextLineAsync(), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(11));
        await Assert.ThrowsAnyAsync<HostException>(async () => await own);
        _time.Advance(TimeSpan.FromDays(1));
        await peer.AnswerAsync(requests[2], 3);
        Assert.Equal(3, (await never).Value);
    }

    [Fact]
    public async Task A_wheel_that_is_late_does_not_end_the_next_use_of_a_call()
    {
        await using var peer = new ScriptedPeer(mode, new RpcOptions { Time = _time });
        var first = peer.CallAsync(1, new CallOptions { Deadline = TimeSpan.FromSeconds(1) });
        await peer.AnswerAsync(await peer.NextAsync(), 1);
        await first;

        Assert.True(peer.Connection.TryBegin<ResultCall<Number>>(ScriptedPeer.Method, out var reused, out _));
        var second = reused.Task;
        peer.Connection.Send(reused, ScriptedPeer.Method, new Number(2), default, TestContext.Current.CancellationToken);
        reused.Expire(now: 1_000_000);

        await peer.AnswerAsync(await peer.NextAsync(), 2);
        Assert.Equal(2, (await second).Value);
        Assert.Equal(1, peer.Connection.Calls.Slots);
    }

    [Fact]
    public async Task The_end_of_the_connection_ends_every_call()
    {
        await using var peer = new ScriptedPeer(mode);
        var calls = Enumerable.Range(0, 10).Select(value => peer.CallAsync(value).AsTask()).ToArray();
        await peer.NextAsync();
        peer.Transport.Dispose();

        foreach (var call in calls)
        {
            var lost = await Assert.ThrowsAsync<ConnectionLostException>(() => call);
            Assert.Contains("in-process", lost.Message, StringComparison.Ordinal);
            Assert.Contains("The peer closed the connection.", lost.Message, StringComparison.Ordinal);
        }

        await peer.Running;
        var later = await Assert.ThrowsAsync<ConnectionLostException>(async () => await peer.CallAsync(1));
        Assert.False(later.MaybeSent);
    }

    [Fact]
    public async Task A_lost_call_says_whether_it_may_have_been_sent()
    {
        // The pipe holds 64 KiB: with nobody reading, the first large call is stuck in the transport and the second behind it.
        await using var peer = new ScriptedPeer(mode);
        var options = new CallOptions { IdempotencyKey = new string('k', 100_000) };
        var first = peer.CallAsync(1, options);
        var second = peer.CallAsync(2, options);

        peer.Transport.Abort();

        Assert.True((await Assert.ThrowsAsync<ConnectionLostException>(async () => await first)).MaybeSent);
        Assert.False((await Assert.ThrowsAsync<ConnectionLostException>(async () => await second)).MaybeSent);
    }

    [Fact]
    public async Task A_full_outbox_fails_the_call_at_once()
    {
        await using var peer = new ScriptedPeer(mode, new RpcOptions { MaxOutboxBytes = 50_000 });
        var options = new CallOptions { IdempotencyKey = new string('k', 100_000) };
        var first = peer.CallAsync(1, options);

        var failure = await Assert.ThrowsAnyAsync<HostException>(async () => await peer.CallAsync(2));

        Assert.Equal("LimitExceeded", failure.ErrorName);
        peer.Transport.Abort();
        await Assert.ThrowsAsync<ConnectionLostException>(async () => await first);
    }

    [Fact]
    public async Task A_call_that_is_too_large_for_the_server_is_not_sent()
    {
        await using var peer = new ScriptedPeer(mode);
        peer.Connection.Writer.MaxMessageBytes = 1000;

        var failure = await Assert.ThrowsAnyAsync<HostException>(
            async () => await peer.CallAsync(2, new CallOptions { IdempotencyKey = new string('k', 1000) }));

        Assert.Equal("LimitExceeded", failure.ErrorName);
        Assert.Equal(0, peer.Connection.Writer.OutboxBytes);
    }

    [Fact]
    public async Task The_peer_may_die_at_any_byte_and_no_call_is_left_behind()
    {
        // A conversation in which everything happens: answers in both forms, an error, a notification, a stray answer.
        var conversation = string.Concat(
            ScriptedPeer.Answer(Id(0), 10) + "\n",
            """{"jsonrpc":"2.0","method":"a.b","params":{"x":"\u00e9"}}""" + "\r\n",
            $$$"""{"id":{{{Id(1)}}},"error":{"code":-32603,"message":"broken"},"jsonrpc":"2.0"}""" + "\n\n",
            ScriptedPeer.Answer(999, 1) + "\n",
            $$$"""{"result":{"value":12},"id":{{{Id(2)}}},"jsonrpc":"2.0"}""" + "\n");
        var bytes = Encoding.UTF8.GetBytes(conversation);

        for (var length = 0; length <= bytes.Length; length++)
        {
            await using var peer = new ScriptedPeer(mode);
            var calls = Enumerable.Range(0, 4).Select(value => peer.CallAsync(value).AsTask()).ToArray();
            await peer.Transport.SendAsync(bytes.AsMemory(0, length));
            if (length % 2 == 0)
                peer.Transport.Dispose();
            else
                peer.Transport.EndSend();

            var reason = await peer.Running;
            Assert.Contains(reason.Kind, (CloseKind[])[CloseKind.Peer, CloseKind.BrokenFraming, CloseKind.ReceiveFailed, CloseKind.SendFailed]);
            foreach (var call in calls)
                await call.ContinueWith(static _ => { }, TestContext.Current.CancellationToken, default, TaskScheduler.Default);
            Assert.True(calls[3].Exception?.InnerException is ConnectionLostException);
            Assert.All(calls, call => Assert.True(
                call.IsCompletedSuccessfully || call.Exception!.InnerException is ConnectionLostException or InternalErrorException));
            Assert.Equal(length == bytes.Length, calls[2].IsCompletedSuccessfully);
            Assert.Equal(0, peer.Connection.Calls.InUse);
        }
    }

    private static long Id(int slot) => CallId.Of(slot, generation: 1);
}

/// <summary>In the default mode.</summary>
public sealed class CallEndTests() : CallEndSuite(ClientMode.Default);

/// <summary>With callers that go on in the reader.</summary>
public sealed class CallEndInlineTests() : CallEndSuite(ClientMode.Inline);

/// <summary>With a reader that looks for bytes before it waits for them.</summary>
public sealed class CallEndSpinningTests() : CallEndSuite(ClientMode.Spinning);
