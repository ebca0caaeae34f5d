using System.Text.Json;

namespace Virtwire.Sdk.Tasks;

/// <summary>
/// One wait for the end of a task. It asks in turns, so that a server that is silent for long is found out, and listens to the task's
/// progress between. The answer of a turn comes behind what was told before it: so nothing is told late, and nothing backwards.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="reference">The task.</param>
/// <param name="options">What goes with the calls.</param>
/// <param name="progress">Is told of progress; null for nobody.</param>
internal sealed class TaskWait(HostConnection connection, HostTaskRef reference, CallOptions options, Action<JsonElement>? progress)
{
    /// <summary>How long the server is given at once.</summary>
    internal static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    /// <summary>The same where progress is wanted and the server does not tell of it by itself.</summary>
    internal static readonly TimeSpan PollingTurn = TimeSpan.FromSeconds(1);

    private JsonElement? _told;

    /// <summary>Waits, and says how the task has ended.</summary>
    public async Task<TaskInfo> EndAsync(CancellationToken cancellationToken)
    {
        if (progress is null)
            return await WithoutProgressAsync(cancellationToken).ConfigureAwait(false);
        var events = await ListenAsync(cancellationToken).ConfigureAwait(false);
        if (events is null)
            return await PollingAsync(cancellationToken).ConfigureAwait(false);
        await using (((IAsyncDisposable)events).ConfigureAwait(false))
            return await ListeningAsync(events, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TaskInfo> WithoutProgressAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var info = await AskAsync(Turn, cancellationToken).ConfigureAwait(false);
            if (info.State != TaskState.Running)
                return info;
        }
    }

    private async Task<TaskInfo> PollingAsync(CancellationToken cancellationToken)
    {
        var turn = TimeSpan.Zero;
        while (true)
        {
            var info = await AskAsync(turn, cancellationToken).ConfigureAwait(false);
            Tell(info.Progress);
            if (info.State != TaskState.Running)
                return info;
            turn = PollingTurn;
        }
    }

    private async Task<TaskInfo> ListeningAsync(TaskEvents events, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = AskAsync(TimeSpan.Zero, stop.Token);
        try
        {
            while (true)
            {
                var hasHeard = false;
                do
                {
                    await Task.WhenAny(answering, events.ReadyAsync()).ConfigureAwait(false);

                    // Asked before the events are taken: what the answer came behind is among them then.
                    var isAnswered = answering.IsCompleted;
                    while (events.TryTake(out var told))
                    {
                        hasHeard = true;
                        Tell(told);
                    }

                    if (isAnswered)
                        break;
                }
                while (true);

                var info = await answering.ConfigureAwait(false);

                // What was heard meanwhile may be newer than the answer.
                if (!hasHeard)
                    Tell(info.Progress);
                if (info.State != TaskState.Running)
                    return info;
                answering = AskAsync(events.AreEnded ? PollingTurn : Turn, stop.Token);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            // Where somebody who is told throws, the turn is still under way.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TaskEvents?> ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SurviveAsync(_ => TaskEvents.BeginAsync(Bind(options), cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (HostException refused) when (refused is not ConnectionLostException and not DeadlineExceededException)
        {
            // An older server, or one that sends this caller no events: asking does as well.
            return null;
        }
    }

    private async Task<TaskInfo> AskAsync(TimeSpan turn, CancellationToken cancellationToken)
    {
        var silence = options.Deadline ?? connection.Options.Deadline;
        var isBounded = silence != Timeout.InfiniteTimeSpan && silence < TimeSpan.MaxValue - turn;
        var patient = options with { Deadline = isBounded ? silence + turn : Timeout.InfiniteTimeSpan };
        return await SurviveAsync(
            isAgain => Bind(patient).WaitAsync(isAgain ? TimeSpan.Zero : turn, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a call that may be made any number of times, and once more whenever its connection is lost and made again.</summary>
    private async Task<T> SurviveAsync<T>(Func<bool, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            var link = connection.Link;
            try
            {
                return await call(isAgain).ConfigureAwait(false);
            }
            catch (ConnectionLostException) when (link is not null)
            {
                if (!await link.Followed.WaitAsync(cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private void Tell(JsonElement? told)
    {
        if (told is not { } news || (_told is { } before && JsonElement.DeepEquals(before, news)))
            return;
        _told = news;
        progress!(news);
    }

    private HostTask Bind(CallOptions own) => new(connection, reference, own);
}
