using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Transports;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// A client's end of a JSON-RPC connection: sends calls, finds the call of each answer, and completes every call exactly once,
/// be it by its answer, the caller's cancellation, its deadline or the end of the connection.
/// </summary>
internal sealed class RpcConnection : IMessageHandler, IDisposable
{
    private readonly MessageConnection _messages;
    private readonly INotificationHandler _notifications;
    private readonly RpcOptions _options;
    private readonly PendingCalls _calls;
    private readonly CompletionQueue _completions;
    private readonly DeadlineWheel _deadlines;
    private CloseReason? _reason;
    private long _strayAnswers;

    /// <summary>A connection over a transport and framing of its own; it reads once <see cref="RunAsync"/> is called.</summary>
    public RpcConnection(Transport transport, MessageFraming framing, INotificationHandler notifications, RpcOptions options)
    {
        _notifications = notifications;
        _options = options;
        _messages = new MessageConnection(transport, framing, this, options.MaxOutboxBytes, options.Time, AdaptiveSpin.For(options.Spin));
        _calls = new PendingCalls(this);
        _completions = new CompletionQueue(Writer);
        _deadlines = new DeadlineWheel(options.Time);
        if (framing.Preamble is { IsEmpty: false } preamble)
            Writer.AppendFramed(preamble.Span);
    }

    /// <summary>Where the peer is.</summary>
    public string EndPoint => _messages.Transport.EndPoint;

    /// <summary>Sends messages.</summary>
    public CoalescingWriter Writer => _messages.Writer;

    /// <summary>The calls under way.</summary>
    public PendingCalls Calls => _calls;

    /// <summary>How many answers met no call: it was cancelled, too late, answered twice or never made.</summary>
    public long StrayAnswers => Volatile.Read(ref _strayAnswers);

    /// <summary>Why the connection has ended; null while it has not.</summary>
    public CloseReason? Reason => Volatile.Read(ref _reason);

    /// <summary>Reads until the connection ends, fails whatever is under way then, and says why. Never throws.</summary>
    public async Task<CloseReason> RunAsync()
    {
        var reason = await _messages.RunAsync().ConfigureAwait(false);
        Volatile.Write(ref _reason, reason);
        _messages.Dispose();
        _deadlines.Dispose();
        foreach (var call in _calls.Close())
            call.FireElsewhere(Failures.Lost(this, reason, call.Method, call.MaybeSent(Writer)));
        _notifications.OnClosed(reason);
        return reason;
    }

    /// <summary>A new call, to be given to <see cref="Send"/>; a failure where there can be none.</summary>
    public bool TryBegin<TCall>(MethodDescriptor? method, out TCall call, out Exception failure)
        where TCall : PendingCall, new()
    {
        failure = null!;
        if (_calls.TryRent<TCall>(method, out var rented))
        {
            call = rented;
            return true;
        }

        call = null!;
        failure = Reason is { } reason ? Failures.Lost(this, reason, method, maybeSent: false) : Failures.TooManyCalls();
        return false;
    }

    /// <summary>Sends a call. Never throws: what goes wrong becomes the call's outcome.</summary>
    public void Send<TRequest>(
        PendingCall call, MethodDescriptor method, TRequest request, in CallOptions options, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
    {
        var deadline = options.Deadline ?? _options.Deadline;
        var message = new CallMessage<TRequest>(call.Id, method.EncodedName, request, CallMetadata.Of(options, deadline));
        AppendResult appended;
        try
        {
            appended = RequestBuffer.AppendTo(Writer, message);
        }
        catch (Exception failure)
        {
            Refuse(call, failure);
            return;
        }

        if (!appended.IsAccepted)
        {
            Refuse(call, Failures.NotAppended(this, appended.Status, method));
            return;
        }

        call.Appended(appended.End);
        if (deadline != Timeout.InfiniteTimeSpan)
            _deadlines.Schedule(call, deadline);
        call.CancelOn(cancellationToken);
    }

    /// <summary>Ends the connection at once.</summary>
    public void Abort(CloseReason reason) => _messages.Abort(reason);

    /// <summary>Sends what was accepted, then closes in order.</summary>
    public ValueTask CloseAsync(CloseReason reason) => _messages.CloseAsync(reason);

    /// <inheritdoc/>
    public void Dispose() => Abort(new CloseReason(CloseKind.Local, "This side closed it."));

    /// <inheritdoc/>
    void IMessageHandler.OnMessage(ReadOnlySpan<byte> message)
    {
        if (!AnswerHead.TryRead(message, out var id, out var result))
            OnAnyMessage(message, claimed: null);
        else if (!_calls.TryClaim(id, out var call))
            Interlocked.Increment(ref _strayAnswers);
        else if (call.TryRead(result, WireFormat.MaxDepth - 1))
            Complete(call);
        else
            OnAnyMessage(message, call);
    }

    /// <inheritdoc/>
    void IMessageHandler.OnTooLarge() =>
        _messages.Stop(new CloseReason(CloseKind.BadMessage, "The server sent a message that is larger than this client takes."));

    /// <inheritdoc/>
    IThreadPoolWorkItem? IMessageHandler.TakeWork() => _completions.Take();

    /// <summary>A call's deadline has passed, and it is claimed.</summary>
    internal void OnDeadline(PendingCall call)
    {
        TakeBack(call);
        call.FireElsewhere(Failures.DeadlineExceeded(call.Method));
    }

    /// <summary>A call's caller has cancelled it, and it is claimed.</summary>
    internal void OnCancelled(PendingCall call, CancellationToken cancellationToken)
    {
        TakeBack(call);
        call.FireElsewhere(new OperationCanceledException(cancellationToken));
    }

    /// <summary>A call's caller has its outcome.</summary>
    internal void Return(PendingCall call) => _calls.Return(call);

    private static void Refuse(PendingCall call, Exception failure)
    {
        if (call.TryClaim())
            call.FireElsewhere(failure);
    }

    /// <summary>Tells the server that nobody waits any more. If that cannot be sent, the server will find out by itself.</summary>
    private void TakeBack(PendingCall call) => Writer.Append(new CancelMessage(call.Id));

    private void Complete(PendingCall call)
    {
        if (_options.InlineContinuations)
            call.Fire();
        else
            _completions.Add(call);
    }

    /// <summary>The general way: whatever is not an answer in the usual form, or proved to be wrong inside.</summary>
    private void OnAnyMessage(ReadOnlySpan<byte> message, PendingCall? claimed)
    {
        if (!Envelope.TryRead(message, out var envelope))
            OnBadMessage(envelope.Fault.Describe(), claimed);
        else if (envelope.IsNotification)
            OnNotification(envelope);
        else if (envelope.IsRequest)
            Writer.Append(new NoSuchMethodMessage(envelope.Id));
        else
            OnAnswer(envelope, claimed);
    }

    private void OnNotification(scoped in Envelope notification)
    {
        try
        {
            _notifications.OnNotification(notification.Method, notification.Params);
        }
        catch (WireException broken)
        {
            OnBadMessage(broken.MessageFor(broken.PathIn(notification.Params)), null);
        }
    }

    private void OnAnswer(scoped in Envelope answer, PendingCall? call)
    {
        // A call that cannot be claimed is another use of the slot: it must not get the answer of the one before.
        if (call is null && (!CallId.TryParse(answer.Id, out var id) || !_calls.TryClaim(id, out call)))
            call = null;

        if (call is not null)
        {
            if (!answer.Error.IsEmpty)
                call.Fail(Failures.FromError(call.Method, answer.Error));
            else if (!call.TryRead(answer.Result, WireFormat.MaxDepth - 1))
                call.Fail(Failures.Malformed(call.Method, call.Failure, answer.Result));
            Complete(call);
        }
        else if (answer.Id.SequenceEqual("null"u8) && !answer.Error.IsEmpty)
        {
            // The server could not tell which message it speaks of: any call may wait for ever.
            OnBadMessage($"It refused something that was sent: {Failures.FromError(null, answer.Error).Message}", null);
        }
        else
        {
            Interlocked.Increment(ref _strayAnswers);
        }
    }

    private void OnBadMessage(string what, PendingCall? claimed)
    {
        var reason = new CloseReason(CloseKind.BadMessage, $"The server sent a message that is of no use. {what}");
        _messages.Stop(reason);
        claimed?.FireElsewhere(Failures.Lost(this, reason, claimed.Method, maybeSent: true));
    }
}
