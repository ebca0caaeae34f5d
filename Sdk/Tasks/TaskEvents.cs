using System.Text.Json;
using System.Threading.Channels;
using Virtwire.Sdk.Events;

namespace Virtwire.Sdk.Tasks;

/// <summary>What one task tells of its progress, taken from the queue itself: who has taken all knows that nothing waits there.</summary>
internal sealed class TaskEvents : IAsyncDisposable
{
    private readonly EventSubscription<HostTaskProgressedEvent> _subscription;
    private readonly ChannelReader<HostTaskProgressedEvent> _queue;
    private Task<bool> _ready;

    private TaskEvents(ActiveSubscription<HostTaskProgressedEvent> subscription)
    {
        _subscription = subscription;
        _queue = subscription.Queue;
        _ready = _queue.WaitToReadAsync().AsTask();
    }

    /// <summary>Whether nothing more will come, be it that too much was told at once.</summary>
    public bool AreEnded => _queue.Completion.IsCompleted;

    /// <summary>Subscribes.</summary>
    public static async ValueTask<TaskEvents> BeginAsync(HostTask task, CancellationToken cancellationToken)
    {
        var subscription = await task.WatchProgressed().StartAsync(cancellationToken).ConfigureAwait(false);
        return new TaskEvents((ActiveSubscription<HostTaskProgressedEvent>)subscription);
    }

    /// <summary>Completes when there is something to take; never again once nothing more will come.</summary>
    public Task ReadyAsync()
    {
        // Why there is no more, the answer to the next call says as well.
        _ = _ready.Exception;
        if (_ready.IsCompleted)
            _ready = AreEnded ? Never() : _queue.WaitToReadAsync().AsTask();
        return _ready;
    }

    /// <summary>Takes what was told next.</summary>
    public bool TryTake(out JsonElement progress)
    {
        while (_queue.TryRead(out var told))
        {
            if (told.IsGap)
                continue;
            progress = told.Progress;
            return true;
        }

        progress = default;
        return false;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _subscription.DisposeAsync();

    private static Task<bool> Never() => new TaskCompletionSource<bool>().Task;
}
