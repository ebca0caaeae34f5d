using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

/// <summary>Random programs over the table of pending calls, against a model in which each call simply has an outcome.</summary>
public sealed class PendingCallModelTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private enum Step
    {
        Call,
        Answer,
        Fail,
        AnswerAgain,
        Cancel,
        PassDeadlines,
        Leave,
    }

    [Fact]
    public void Every_call_has_the_outcome_that_came_first()
    {
        var step = Gen.Frequency(
            (6, Gen.Constant(Step.Call)),
            (4, Gen.Constant(Step.Answer)),
            (1, Gen.Constant(Step.Fail)),
            (2, Gen.Constant(Step.AnswerAgain)),
            (2, Gen.Constant(Step.Cancel)),
            (1, Gen.Constant(Step.PassDeadlines)),
            (1, Gen.Constant(Step.Leave)));
        var program = step.Zip(Gen.Choose(0, 1000)).ArrayOf(40);

        Prop.ForAll(Arb.From(program), steps =>
        {
            RunAsync(steps).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static async Task RunAsync((Step Step, int Choice)[] steps)
    {
        var time = new ManualTime();
        await using var peer = new ScriptedPeer(new RpcOptions { Time = time, Deadline = Deadline });
        var live = new List<ModelCall>();
        var over = new List<ModelCall>();
        var left = false;
        foreach (var (step, choice) in steps)
        {
            if (step == Step.Call && !left)
                live.Add(await ModelCall.MakeAsync(peer, choice));
            else if (step is Step.Answer or Step.Fail && live.Count > 0)
                await EndAsync(live[choice % live.Count], step == Step.Answer ? Outcome.Answered : Outcome.Failed);
            else if (step == Step.Cancel && live.Count > 0)
                await EndAsync(live[choice % live.Count], Outcome.Cancelled);
            else if (step == Step.AnswerAgain && over.Count > 0 && !left)
                await AnswerStrayAsync(over[choice % over.Count]);
            else if (step == Step.PassDeadlines)
                await EndAllAsync(() => time.Advance(2 * Deadline), Outcome.Expired);
            else if (step == Step.Leave && choice % 10 == 0)
                await EndAllAsync(peer.Transport.Dispose, Outcome.Lost, left = true);
        }

        await EndAllAsync(peer.Transport.Dispose, Outcome.Lost);
        Assert.Equal(0, peer.Connection.Calls.InUse);

        async Task EndAsync(ModelCall call, Outcome outcome)
        {
            live.Remove(call);
            over.Add(call);
            await call.EndAsync(peer, outcome);
        }

        async Task EndAllAsync(Action how, Outcome outcome, bool _ = false)
        {
            how();
            foreach (var call in live)
                await call.AssertAsync(outcome);
            over.AddRange(live);
            live.Clear();
        }

        async Task AnswerStrayAsync(ModelCall call)
        {
            var strays = peer.Connection.StrayAnswers;
            await peer.SendAsync(ScriptedPeer.Answer(call.Id, -1));
            await WaitFor.TrueAsync(() => peer.Connection.StrayAnswers > strays);
        }
    }

    private enum Outcome
    {
        Answered,
        Failed,
        Cancelled,
        Expired,
        Lost,
    }

    private sealed class ModelCall(int value, Task<Number> task, CancellationTokenSource source, long id)
    {
        public long Id => id;

        public static async Task<ModelCall> MakeAsync(ScriptedPeer peer, int value)
        {
            var source = new CancellationTokenSource();
            var task = peer.CancellableCallAsync(value, default, source.Token).AsTask();
            while (true)
            {
                // Cancellations of earlier calls may stand before it.
                var request = await peer.NextAsync();
                if (request.TryGetProperty("id", out var id))
                    return new ModelCall(value, task, source, id.GetInt64());
            }
        }

        public async Task EndAsync(ScriptedPeer peer, Outcome outcome)
        {
            if (outcome == Outcome.Answered)
                await peer.SendAsync(ScriptedPeer.Answer(id, value));
            else if (outcome == Outcome.Failed)
                await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32603,"message":"broken"}}""");
            else
                await source.CancelAsync();
            await AssertAsync(outcome);
        }

        public async Task AssertAsync(Outcome expected)
        {
            await task.ContinueWith(static _ => { }, TaskScheduler.Default);
            var actual = task.IsCompletedSuccessfully ? Outcome.Answered
                : task.IsCanceled ? Outcome.Cancelled
                : task.Exception!.InnerException switch
                {
                    InternalErrorException => Outcome.Failed,
                    ConnectionLostException => Outcome.Lost,
                    HostException { ErrorName: "DeadlineExceeded" } => Outcome.Expired,
                    _ => throw new InvalidOperationException("Unexpected.", task.Exception),
                };
            Assert.Equal(expected, actual);
            if (actual == Outcome.Answered)
                Assert.Equal(value, (await task).Value);
            source.Dispose();
        }
    }
}
