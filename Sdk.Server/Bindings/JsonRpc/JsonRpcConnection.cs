using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>A connection that speaks JSON-RPC: owns the session, and the life of the connection from the first byte to the last.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Ends with RunAsync, which closes what it holds.")]
internal sealed class JsonRpcConnection : ServedConnection, IEventOutlet, IThreadPoolWorkItem
{
    // How long a peer that has closed its sending half may wait for what it asked before.
    private static readonly TimeSpan HalfCloseGrace = TimeSpan.FromSeconds(2);

    // How long a peer may take to read the last bytes.
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(5);

    private static readonly CloseReason TooSlow = new(CloseKind.Local, "The peer reads too slowly: its outbox is full.");

    private readonly ServerCore _core;
    private readonly MessageConnection _messages;
    private readonly Session _session;
    private readonly string _framing;
    private int _cutOff;
    private int _flushing;
    private volatile string? _endReason;

    internal JsonRpcConnection(ServerCore core, ServerLimits limits, Transport transport, MessageFraming framing, PeerIdentity peer)
    {
        _core = core;
        _framing = framing.Name;
        _session = new Session(core, limits, peer, this);
        var reader = new JsonRpcReader(_session, this);
        _messages = new MessageConnection(transport, framing, reader, limits.OutboxBytes, core.Time, AdaptiveSpin.For(core.Spin));
    }

    /// <inheritdoc/>
    public override Session Session => _session;

    /// <inheritdoc/>
    public override string Protocol => _framing;

    /// <inheritdoc/>
    public override int CallsUnderWay => _session.Calls.Count;

    /// <inheritdoc/>
    public override long OutboxBytes => _messages.Writer.OutboxBytes;

    /// <inheritdoc/>
    internal override string? EndReason => _endReason;

    /// <inheritdoc/>
    public override void Disconnect(HostException why)
    {
        if (Interlocked.Exchange(ref _cutOff, 1) != 0)
            return;
        var error = _session.Traced(why.ToPayload());
        _messages.Writer.AppendLast(JsonRpcAnswer.Error("null"u8, error));
        EndElsewhere(new CloseReason(CloseKind.Local, why.Message));
    }

    /// <inheritdoc/>
    internal override async Task RunAsync(ReadOnlyMemory<byte> first)
    {
        SessionLog.SessionBegins(_core.Logger, _session.Info.Id, _session.Peer.Name, _framing, _session.Peer.EndPoint);
        var reason = await _messages.RunAsync(first).ConfigureAwait(false);
        if (reason.Kind == CloseKind.BrokenFraming)
            Send(JsonRpcAnswer.Error("null"u8, _session.Traced(JsonRpcErrors.BrokenFraming(reason.Message))));
        if (reason.Kind is CloseKind.Peer or CloseKind.BrokenFraming)
            await WithinAsync(_session.DrainAsync(), HalfCloseGrace).ConfigureAwait(false);
        await EndAsync(reason).ConfigureAwait(false);
        _endReason = reason.Message;
        SessionLog.SessionEnds(_core.Logger, _session.Info.Id, reason.Message);
    }

    /// <inheritdoc/>
    internal override async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _session.DrainAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What runs still is cancelled below.
        }

        await EndAsync(new CloseReason(CloseKind.Local, "The server stops.")).ConfigureAwait(false);
    }

    /// <summary>Sends an encoded message. A peer that lets too much pile up is cut off.</summary>
    internal void Send(ReadOnlySpan<byte> message)
    {
        if (_messages.Writer.AppendEncoded(message).Status == AppendStatus.OutboxFull)
            CutOff();
    }

    /// <summary>Runs calls, and sends their answers, while nobody publishes an event.</summary>
    internal void RunBetweenEvents(ReadOnlySpan<WorkItem> items)
    {
        // Corked, so that publishers do not wait for the transport as well.
        _messages.Writer.Cork();
        try
        {
            using var scope = _session.Events.BetweenEvents();
            foreach (var item in items)
                item.Run();
        }
        finally
        {
            _messages.Writer.Uncork();
        }
    }

    // What waits already is sent still, and at its end why there is no more; a peer that does not take it in time goes without.
    private void CutOff()
    {
        if (Interlocked.Exchange(ref _cutOff, 1) != 0)
            return;
        SessionLog.SlowConsumer(_core.Logger, _session.Info.Id, _messages.Writer.OutboxBytes);
        var error = _session.Traced(JsonRpcErrors.OutboxFull(_session.Limits.OutboxBytes));
        using (_session.Events.BetweenEvents())
        {
            var gap = _session.Events.Overflow(_session.Feed);
            _messages.Writer.AppendLast(gap is { } told ? told.Span : JsonRpcAnswer.Error("null"u8, error));
        }

        EndElsewhere(TooSlow);
    }

    // Once the last message has been appended: a reader that ends closes the writer. Who asks has other things to do, and perhaps a lock.
    private void EndElsewhere(CloseReason reason)
    {
        _messages.Stop(reason);
        ThreadPool.UnsafeQueueUserWorkItem(static end => _ = end.Connection.EndAsync(end.Reason), (Connection: this, Reason: reason), preferLocal: false);
    }

    /// <summary>Appends an event. It is sent from the thread pool, so that a burst leaves together and whoever publishes sends for nobody.</summary>
    void IEventOutlet.Send(ReadOnlyMemory<byte> notification)
    {
        if (Interlocked.Exchange(ref _flushing, 1) == 0)
        {
            _messages.Writer.Cork();
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        Send(notification.Span);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _flushing, 0);
        _messages.Writer.Uncork();
    }

    private async Task EndAsync(CloseReason reason)
    {
        _session.Close();
        if (!await WithinAsync(_messages.CloseAsync(reason).AsTask(), CloseGrace).ConfigureAwait(false))
            _messages.Abort(reason);
    }

    private async ValueTask<bool> WithinAsync(Task task, TimeSpan time)
    {
        try
        {
            await task.WaitAsync(time, _core.Time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
