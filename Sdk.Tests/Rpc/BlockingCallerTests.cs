using System.Text.Json;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

/// <summary>Callers that block, as user code may wherever it does not go on in the reader.</summary>
public abstract class BlockingCallerSuite(ClientMode mode)
{
    [Fact]
    public async Task A_caller_that_blocks_on_a_call_of_the_same_batch_does_not_block_it()
    {
        await using var peer = new ScriptedPeer(mode);
        var second = new TaskCompletionSource<Task<Number>>();
        var first = Task.Run(async () =>
        {
            await peer.CallAsync(1);
#pragma warning disable xUnit1031 // Blocking is what is tested.
            return second.Task.Result.Result.Value;
#pragma warning restore xUnit1031
        });
        var one = await peer.NextAsync();
        second.SetResult(peer.CallAsync(2).AsTask());
        var two = await peer.NextAsync();

        await peer.SendAsync(ScriptedPeer.Answer(Id(one), 1) + "\n" + ScriptedPeer.Answer(Id(two), 2));

        Assert.Equal(2, await first.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_caller_that_blocks_on_a_new_call_gets_it_sent()
    {
        await using var peer = new ScriptedPeer(mode);
        var done = Enumerable.Range(0, 3).Select(value => Task.Run(async () =>
        {
            await peer.CallAsync(value);
#pragma warning disable xUnit1031 // Blocking is what is tested.
            return peer.CallAsync(10 + value).AsTask().Result.Value;
#pragma warning restore xUnit1031
        })).ToArray();
        var first = new[] { await peer.NextAsync(), await peer.NextAsync(), await peer.NextAsync() };
        await peer.SendAsync(string.Join('\n', first.Select(static request => ScriptedPeer.Answer(Id(request), 0))));
        for (var i = 0; i < 3; i++)
        {
            var request = await peer.NextAsync();
            await peer.AnswerAsync(request, Value(request));
        }

        int[] expected = [10, 11, 12];
        Assert.Equal(expected, await Task.WhenAll(done));
    }

    [Fact]
    public async Task Callers_that_block_hold_up_neither_the_reader_nor_each_other()
    {
        const int Blocked = 4;
        await using var peer = new ScriptedPeer(mode);
        using var let = new SemaphoreSlim(0);
        var blocked = Enumerable.Range(0, Blocked).Select(value => Task.Run(async () =>
        {
            await peer.CallAsync(value);
#pragma warning disable xUnit1031 // Blocking is what is tested.
            let.Wait(TestContext.Current.CancellationToken);
#pragma warning restore xUnit1031
        })).ToArray();
        var free = Task.Run(async () => (await peer.CallAsync(Blocked)).Value);
        var requests = new List<JsonElement>();
        while (requests.Count <= Blocked)
            requests.Add(await peer.NextAsync());

        // One batch, in which the caller that does not block comes last.
        await peer.SendAsync(string.Join('\n', requests.OrderBy(Value).Select(static request => ScriptedPeer.Answer(Id(request), 7))));
        Assert.Equal(7, await free.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        // While all of them block, the connection is as alive as ever.
        var next = peer.CallAsync(1).AsTask();
        await peer.AnswerAsync(await peer.NextAsync(), 8);
        Assert.Equal(8, (await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Value);
        Assert.DoesNotContain(blocked, static caller => caller.IsCompleted);
        let.Release(Blocked);
        await Task.WhenAll(blocked);
    }

    [Fact]
    public async Task Who_waits_for_the_end_of_the_connection_in_its_very_first_answer_gets_it()
    {
        await using var peer = new ScriptedPeer(mode, started: false);
        var call = peer.CallAsync(1).AsTask();
        await peer.AnswerAsync(await peer.NextAsync(), 2);

        // The answer is there before anybody reads, and its caller ends the connection and waits for that where it stands.
        var waited = Task.Run(async () =>
        {
            await call;
            peer.Connection.Dispose();
#pragma warning disable xUnit1031 // Blocking is what is tested.
            return peer.Running.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
#pragma warning restore xUnit1031
        });
        peer.Start();

        Assert.True(await waited);
    }

    private static long Id(JsonElement request) => request.GetProperty("id").GetInt64();

    private static int Value(JsonElement request) => request.GetProperty("params").GetProperty("value").GetInt32();
}

/// <summary>In the default mode.</summary>
public sealed class BlockingCallerTests() : BlockingCallerSuite(ClientMode.Default);

/// <summary>With a reader that looks for bytes before it waits for them.</summary>
public sealed class BlockingCallerSpinningTests() : BlockingCallerSuite(ClientMode.Spinning);
