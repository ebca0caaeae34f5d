using System.Globalization;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>One subscription of a connection: turns answers, events and what others send into MESSAGE frames. Any thread.</summary>
internal sealed class StompSubscription : IJsonRpcOutlet, IEventOutlet
{
    private static readonly byte[] Json = [.. "content-type:application/json\n"u8];

    [ThreadStatic]
    private static FrameBuffer? _heads;

    private readonly Lock _gate = new();
    private readonly StompConnection _connection;
    private readonly byte[] _head;
    private readonly bool _sendsAck;
    private readonly StompWindow? _window;
    private volatile bool _isOver;

    internal StompSubscription(StompConnection connection, StompVersion version, string? id, string destination, StompAckMode mode)
    {
        _connection = connection;
        Version = version;
        Key = id ?? destination;
        Destination = destination;
        _window = mode == StompAckMode.Auto ? null : new StompWindow(mode == StompAckMode.Client, connection.Session.Limits.OutboxBytes);
        _sendsAck = _window is not null && version == StompVersion.V12;
        _head = Head(version, id, destination);
    }

    /// <summary>Its id; its destination where 1.0 lets it have none.</summary>
    internal string Key { get; }

    /// <summary>Where its messages come from.</summary>
    internal string Destination { get; }

    /// <summary>The version of its connection.</summary>
    internal StompVersion Version { get; }

    /// <summary>What sends it events; null where nothing does.</summary>
    internal EventListener? Events { get; set; }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> message) => Deliver(Json, message);

    /// <inheritdoc/>
    public void RunBetweenEvents(ReadOnlySpan<WorkItem> items)
    {
        // Who subscribes by a call is told where its answer goes.
        _connection.EventReply = this;
        _connection.RunBetweenEvents(items);
    }

    /// <inheritdoc/>
    void IEventOutlet.Send(ReadOnlyMemory<byte> notification)
    {
        _connection.BeginBurst();
        if (_window is null)
            Send(Json, notification.Span);
        else
            Deliver(new StompDelivery(Json, notification));
    }

    /// <summary>Sends a message, or keeps it until there is room for it.</summary>
    /// <param name="headers">Encoded headers of its own, each line with its end.</param>
    /// <param name="body">The body.</param>
    internal void Deliver(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body)
    {
        if (_window is null)
            Send(headers, body);
        else
            Deliver(new StompDelivery(headers.ToArray(), body.ToArray()));
    }

    /// <summary>A message was consumed, or could not be; false where it is none of those that wait for that.</summary>
    internal bool TryRelease(long id)
    {
        if (_window is null)
            return false;
        var isTaken = true;
        lock (_gate)
        {
            if (!_window.TryRelease(id))
                return false;
            while (isTaken && _window.TryTake(out var next))
                isTaken = TrySendCounted(next);
        }

        if (!isTaken)
            _connection.CutOff();
        return true;
    }

    /// <summary>Encodes a last message of the connection, which may be sent when no other is any more.</summary>
    internal void Write(FrameBuffer output, ReadOnlySpan<byte> body)
    {
        WriteHead(output, Json, _connection.NextMessage(), body.Length);
        output.Append(body);
        output.Append("\0"u8);
    }

    /// <summary>Sends nothing any more.</summary>
    internal void End()
    {
        _isOver = true;
        Events?.End();
    }

    private void Deliver(StompDelivery delivery)
    {
        bool isTaken;
        lock (_gate)
            isTaken = _window!.HasRoom ? TrySendCounted(delivery) : _window.TryWait(delivery);

        // Without the lock: whoever publishes an event has another one, and cutting off takes that.
        if (!isTaken)
            _connection.CutOff();
    }

    private bool TrySendCounted(StompDelivery delivery)
    {
        var id = _connection.NextMessage();
        _window!.Add(id);
        return TrySend(delivery.Headers.Span, delivery.Body.Span, id);
    }

    private void Send(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body)
    {
        if (!TrySend(headers, body, _connection.NextMessage()))
            _connection.CutOff();
    }

    private bool TrySend(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body, long id)
    {
        if (_isOver)
            return true;
        var head = _heads ??= new FrameBuffer();
        head.Clear();
        WriteHead(head, headers, id, body.Length);
        return _connection.TrySendFrame(head.Written, body);
    }

    // What differs from message to message stands last: a reader who compares with the message before has little to read.
    private void WriteHead(FrameBuffer output, ReadOnlySpan<byte> headers, long id, int length)
    {
        output.Append(_head);
        output.Append(headers);
        Span<byte> digits = stackalloc byte[20];
        id.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        output.Append("message-id:"u8);
        output.Append(digits[..count]);
        if (_sendsAck)
        {
            output.Append("\nack:"u8);
            output.Append(digits[..count]);
        }

        output.Append("\ncontent-length:"u8);
        length.TryFormat(digits, out count, provider: CultureInfo.InvariantCulture);
        output.Append(digits[..count]);
        output.Append("\n\n"u8);
    }

    private static byte[] Head(StompVersion version, string? id, string destination)
    {
        var output = new FrameBuffer();
        var writer = new StompWriter(output, version);
        writer.Begin("MESSAGE"u8);
        if (id is not null)
            writer.Header("subscription"u8, id);
        writer.Header("destination"u8, destination);
        byte[] head = [.. output.Written];
        output.Release();
        return head;
    }
}
