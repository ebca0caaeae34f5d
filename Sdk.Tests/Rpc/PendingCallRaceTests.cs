using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

/// <summary>Answers, cancellations, deadlines and the end of the connection, all at once from threads of their own.</summary>
public sealed class PendingCallRaceTests
{
    private const int Callers = 8;
    private const int CallsPerCaller = 150;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task Whatever_wins_each_call_ends_once_and_gets_nothing_of_another(int seed, bool inline)
    {
        var time = new ManualTime();
        await using var peer = new ScriptedPeer(new RpcOptions { Time = time, Deadline = TimeSpan.FromSeconds(1), InlineContinuations = inline });
        using var stop = new CancellationTokenSource();
        var answering = Task.Run(() => AnswerAsync(peer, new Random(seed)), TestContext.Current.CancellationToken);
        var ticking = Task.Run(() => TickAsync(time, stop.Token), TestContext.Current.CancellationToken);

        var calling = Enumerable.Range(0, Callers)
            .Select(caller => Task.Run(() => CallAsync(peer, caller, new Random(seed + caller)), CancellationToken.None));
        var outcomes = await Task.WhenAll(calling).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await ticking;

        Assert.Equal(Callers * CallsPerCaller, outcomes.Sum(static counts => counts.Values.Sum()));
        Assert.True(outcomes.Sum(static counts => counts.GetValueOrDefault("answered")) > 0);
        Assert.True(peer.Connection.Calls.Slots <= Callers, "A slot was not used again.");
        peer.Transport.Dispose();
        await answering;
    }

    private static async Task<Dictionary<string, int>> CallAsync(ScriptedPeer peer, int caller, Random random)
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < CallsPerCaller; i++)
        {
            var value = caller * 10_000 + i;
            using var source = new CancellationTokenSource();
            var call = peer.CancellableCallAsync(value, default, source.Token);
            if (random.Next(3) == 0)
                _ = Task.Run(source.Cancel, CancellationToken.None);
            var outcome = await OutcomeAsync(call, value);
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
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

    /// <summary>Answers most calls, some twice, some late, some never, in an order of its own.</summary>
    private static async Task AnswerAsync(ScriptedPeer peer, Random random)
    {
        var held = new List<(long Id, int Value)>();
        while (true)
        {
            string line;
            try
            {
                line = await peer.NextLineAsync();
            }
            catch (IOException)
            {
                return;
            }

            var request = System.Text.Json.JsonElement.Parse(line);
            if (request.TryGetProperty("id", out var id) && random.Next(20) != 0)
                held.Add((id.GetInt64(), request.GetProperty("params").GetProperty("value").GetInt32()));
            while (held.Count > 0 && random.Next(3) != 0)
            {
                var index = random.Next(held.Count);
                await peer.SendAsync(ScriptedPeer.Answer(held[index].Id, held[index].Value));
                if (random.Next(4) != 0)
                    held.RemoveAt(index);
            }
        }
    }

    private static async Task TickAsync(ManualTime time, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
    }
}
