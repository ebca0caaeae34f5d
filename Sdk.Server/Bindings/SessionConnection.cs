using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings;

/// <summary>
/// A connection with messages both ways and one session: its life from the first byte to the last. A subclass says what the messages mean,
/// and how the last one is put.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Ends with RunAsync, which closes what it holds.")]
internal abstract class SessionConnection : ServedConnection, IEventOutlet, IThreadPoolWorkItem
{
    // How long a peer that has closed its sending half may wait for what it asked before.
    private static readonly TimeSpan HalfCloseGrace = TimeSpan.FromSeconds(2);

    // How long a peer may take to read the last bytes.
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(5);

    private static readonly CloseReason TooSlow = new(CloseKind.Local, "The peer reads too slowly: its outbox is full.");

    private readonly string _framing;
    private MessageConnection _messages = null!;
    private int _cutOff;
    private int _flushing;
    private volatile string? _endReason;

    protected SessionConnection(ServerCore core, ServerLimits limits, PeerIdentity peer, MessageFraming framing)
    {
        Core = core;
        _framing = framing.Name;
        Session = new Session(core, limits, peer, this);
    }

    /// <inheritdoc/>
    public sealed override Session Session { get; }

    /// <inheritdoc/>
    public sealed override string Protocol => _framing;

    /// <inheritdoc/>
    public sealed override int CallsUnderWay => Session.Calls.Count;

    /// <inheritdoc/>
    public sealed override long OutboxBytes => Writer.OutboxBytes;

    /// <inheritdoc/>
    internal sealed override string? EndReason => _endReason;

    /// <summary>What all sessions share.</summary>
    protected ServerCore Core { get; }

    /// <summary>Sends messages.</summary>
    protected CoalescingWriter Writer => _messages.Writer;

    /// <inheritdoc/>
    public sealed override void Disconnect(HostException why)
    {
        if (Interlocked.Exchange(ref _cutOff, 1) != 0)
            return;
        AppendLast(Session.Traced(why.ToPayload()), null);
        EndElsewhere(new CloseReason(CloseKind.Local, why.Message));
    }

    /// <inheritdoc/>
    internal sealed override async Task RunAsync(ReadOnlyMemory<byte> first)
    {
        SessionLog.SessionBegins(Core.Logger, Session.Info.Id, Session.Peer.Name, _framing, Session.Peer.EndPoint);
        var reason = await _messages.RunAsync(first).ConfigureAwait(false);
        if (reason.Kind == CloseKind.BrokenFraming)
            OnBrokenFraming(reason);
        if (reason.Kind is CloseKind.Peer or CloseKind.BrokenFraming)
            await WithinAsync(Session.DrainAsync(), HalfCloseGrace).ConfigureAwait(false);
        await OnEndingAsync(reason).ConfigureAwait(false);
        await EndAsync(reason).ConfigureAwait(false);
        _endReason = reason.Message;
        SessionLog.SessionEnds(Core.Logger, Session.Info.Id, reason.Message);
    }

    /// <inheritdoc/>
    internal sealed override async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Session.DrainAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What runs still is cancelled below.
        }

        await EndAsync(new CloseReason(CloseKind.Local, "The server stops.")).ConfigureAwait(false);
    }

    /// <summary>Runs calls, and sends their answers, while nobody publishes an event.</summary>
    public void RunBetweenEvents(ReadOnlySpan<WorkItem> items)
    {
        // Corked, so that publishers do not wait for the transport as well, least of all for a peer that does not read.
        Writer.Cork(strict: true);
        try
        {
            using var scope = Session.Events.BetweenEvents();
            foreach (var item in items)
                item.Run();
        }
        finally
        {
            Writer.Uncork(strict: true);
        }
    }

    /// <summary>Appends an event. It is sent from the thread pool, so that a burst leaves together and whoever publishes sends for nobody.</summary>
    void IEventOutlet.Send(ReadOnlyMemory<byte> notification)
    {
        BeginBurst();
        SendEvent(notification);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _flushing, 0);
        Writer.Uncork();
    }

    /// <summary>What is sent from now on leaves from the thread pool, together.</summary>
    internal void BeginBurst()
    {
        if (Interlocked.Exchange(ref _flushing, 1) != 0)
            return;
        Writer.Cork();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    // What waits already is sent still, and at its end why there is no more; a peer that does not take it in time goes without.
    internal void CutOff()
    {
        if (Interlocked.Exchange(ref _cutOff, 1) != 0)
            return;
        SessionLog.SlowConsumer(Core.Logger, Session.Info.Id, Writer.OutboxBytes);
        var error = Session.Traced(JsonRpcErrors.OutboxFull(Session.Limits.OutboxBytes));
        using (Session.Events.BetweenEvents())
            AppendLast(error, Session.Events.Overflow(Session.Feed));
        EndElsewhere(TooSlow);
    }

    /// <summary>Puts the connection over a transport. Once, before anything else.</summary>
    protected void Attach(Transport transport, MessageFraming framing, IMessageHandler handler) => _messages = new MessageConnection(
        transport, framing, handler, Session.Limits.OutboxBytes, Core.Time, AdaptiveSpin.For(Core.Spin));

    /// <summary>Appends the last message, after which there is no other.</summary>
    /// <param name="error">Why there is no more.</param>
    /// <param name="gap">What is said instead where the session is told events: the notification of the gap.</param>
    protected abstract void AppendLast(ErrorPayload error, ReadOnlyMemory<byte>? gap);

    /// <summary>Appends an event that <c>Events.subscribe</c> has asked for.</summary>
    protected abstract void SendEvent(ReadOnlyMemory<byte> notification);

    /// <summary>Messages could no longer be told apart, and nothing is read any more.</summary>
    protected abstract void OnBrokenFraming(CloseReason reason);

    /// <summary>Nothing is read any more, and calls of a peer that has left have had their time.</summary>
    protected virtual Task OnEndingAsync(CloseReason reason) => Task.CompletedTask;

    /// <summary>Stops reading after the message that is being handled.</summary>
    protected void Stop(CloseReason reason) => _messages.Stop(reason);

    /// <summary>Ends the connection at once.</summary>
    protected void Abort(CloseReason reason) => _messages.Abort(reason);

    /// <summary>Waits for a task, but not for ever.</summary>
    protected async ValueTask<bool> WithinAsync(Task task, TimeSpan time)
    {
        try
        {
            await task.WaitAsync(time, Core.Time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // Once the last message has been appended: a reader that ends closes the writer. Who asks has other things to do, and perhaps a lock.
    private void EndElsewhere(CloseReason reason)
    {
        Stop(reason);
        ThreadPool.UnsafeQueueUserWorkItem(static end => _ = end.Connection.EndAsync(end.Reason), (Connection: this, Reason: reason), preferLocal: false);
    }

    private async Task EndAsync(CloseReason reason)
    {
        Session.Close();
        if (!await WithinAsync(_messages.CloseAsync(reason).AsTask(), CloseGrace).ConfigureAwait(false))
            _messages.Abort(reason);
    }
}
