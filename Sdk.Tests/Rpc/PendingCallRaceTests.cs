using System.Collections.Concurrent;
using System.Text.Json;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

/// <summary>Answers, cancellations and deadlines all at once, from threads of their own.</summary>
public sealed class PendingCallRaceTests
{
    private const int Callers = 8;
    private const int CallsPerCaller = 150;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task Whatever_wins_each_call_ends_once_and_gets_nothing_of_another(int seed, bool inline)
    {
        var time = new ManualTime();
        await using var peer = new ScriptedPeer(new RpcOptions { Time = time, Deadline = Deadline, InlineContinuations = inline });
        var ended = new ConcurrentDictionary<int, bool>();
        using var answerer = new Answerer(peer, time, new Random(seed), ended);
        var answering = Task.Run(answerer.RunAsync, TestContext.Current.CancellationToken);

        var calling = Enumerable.Range(0, Callers)
            .Select(caller => Task.Run(() => CallAsync(peer, caller, new Random(seed + caller), ended), CancellationToken.None));
        var outcomes = await Task.WhenAll(calling).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        peer.Transport.Dispose();
        await answering;

        Assert.Equal(Callers * CallsPerCaller, outcomes.Sum(static counts => counts.Values.Sum()));
        Assert.All(
            (string[])["answered", "cancelled", "expired"],
            outcome => Assert.True(outcomes.Sum(counts => counts.GetValueOrDefault(outcome)) > 0, $"No call was {outcome}."));
        Assert.True(peer.Connection.Calls.Slots <= Callers, "A slot was not used again.");
    }

    private static async Task<Dictionary<string, int>> CallAsync(
        ScriptedPeer peer, int caller, Random random, ConcurrentDictionary<int, bool> ended)
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < CallsPerCaller; i++)
        {
            var value = caller * 10_000 + i;
            using var source = new CancellationTokenSource();
            var call = peer.CancellableCallAsync(value, default, source.Token);
            var cancelling = random.Next(3) == 0 ? Task.Run(source.Cancel, CancellationToken.None) : Task.CompletedTask;
            var outcome = await OutcomeAsync(call, value);
            ended[value] = true;
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
            await cancelling;
        }

        return counts;
    }

    private static async Task<string> OutcomeAsync(ValueTask<Number> call, int value)
    {
        try
        {
            Assert.Equal(value, (await call).Value);
            return "answered";
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
        catch (HostException failure) when (failure.ErrorName == "DeadlineExceeded")
        {
            return "expired";
        }
    }

    /// <summary>Answers most calls, some twice, some late; lets the deadlines pass for the others.</summary>
    private sealed class Answerer(ScriptedPeer peer, ManualTime time, Random random, ConcurrentDictionary<int, bool> ended) : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);

        public async Task RunAsync()
        {
            var answers = new List<Task>();
            try
            {
                while (true)
                {
                    var request = await peer.NextAsync();
                    if (request.TryGetProperty("id", out _))
                        answers.Add(Answer(request, random.Next(30), random.Next(20)));
                }
            }
            catch (IOException)
            {
                // The callers are done.
            }

            await Task.WhenAll(answers);
        }

        public void Dispose() => _turn.Dispose();

        private Task Answer(JsonElement request, int fate, int patience) => Task.Run(async () =>
        {
            for (var i = 0; i < patience; i++)
                await Task.Yield();
            if (fate == 0)
                await LetExpireAsync(request.GetProperty("params").GetProperty("value").GetInt32());
            for (var copy = 0; fate > 0 && copy < (fate < 5 ? 2 : 1); copy++)
                await SendAsync(request);
        });

        private async Task LetExpireAsync(int value)
        {
            // The request may be here before the caller has set its deadline.
            while (!ended.ContainsKey(value))
            {
                time.Advance(Deadline / 2);
                await Task.Yield();
            }
        }

        private async Task SendAsync(JsonElement request)
        {
            await _turn.WaitAsync();
            try
            {
                await peer.AnswerAsync(request, request.GetProperty("params").GetProperty("value").GetInt32());
            }
            catch (IOException)
            {
                // A late copy: the callers are done.
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
