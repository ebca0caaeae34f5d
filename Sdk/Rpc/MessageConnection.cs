using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// A transport with a framing on top: hands every message that arrives to a handler, and sends through one coalescing writer.
/// Both sides of the wire use it. It knows messages and nothing of what is in them.
/// </summary>
internal sealed class MessageConnection : IDisposable
{
    private static readonly TimeSpan GraceAfterSendFailure = TimeSpan.FromSeconds(1);

    private readonly MessageFraming _framing;
    private readonly IMessageHandler _handler;
    private readonly TimeProvider _time;
    private readonly ReceiveBuffer _received;
    private CloseReason? _reason;
    private ITimer? _grace;
    private int _wanted;

    /// <summary>A connection that reads once <see cref="RunAsync"/> is called, and may be written to at once.</summary>
    public MessageConnection(Transport transport, MessageFraming framing, IMessageHandler handler, long maxOutboxBytes, TimeProvider time)
    {
        Transport = transport;
        _framing = framing;
        _handler = handler;
        _time = time;
        _received = new ReceiveBuffer(framing.MaxUnreadBytes);
        Writer = new CoalescingWriter(transport, framing, maxOutboxBytes, OnSendFailed);
    }

    /// <summary>What is underneath.</summary>
    public Transport Transport { get; }

    /// <summary>Sends messages.</summary>
    public CoalescingWriter Writer { get; }

    /// <summary>How many bytes of memory wait for the rest of a message.</summary>
    public int ReceiveBytes => _received.Capacity;

    /// <summary>
    /// Reads until the peer is gone, the framing is broken or somebody aborts, and says which. Never throws. What is still to be
    /// sent may be sent afterwards; then the connection is to be closed or disposed of.
    /// </summary>
    /// <param name="first">Bytes that were received before, by who found out what the peer speaks.</param>
    public async Task<CloseReason> RunAsync(ReadOnlyMemory<byte> first = default)
    {
        var end = false;
        try
        {
            Feed(first.Span);
            while (_reason is null && !end)
            {
                if (_received.IsEmpty)
                {
                    // An idle connection holds no memory: it waits for bytes without offering any.
                    _received.Release();
                    await Transport.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false);
                }

                var count = await Transport.ReceiveAsync(_received.Room(_wanted)).ConfigureAwait(false);
                _received.Added(count);
                end = count == 0;
                Dispatch(end);
            }
        }
        catch (Exception failure)
        {
            // No abort: after an orderly close by this side the peer still has to get what was sent. The first reason stays.
            Stop(new CloseReason(CloseKind.ReceiveFailed, $"Receiving failed: {failure.Message}", failure));
        }

        _received.Release();
        _grace?.Dispose();
        return _reason ?? new CloseReason(CloseKind.Peer, "The peer closed the connection.");
    }

    /// <summary>Ends the connection at once, for the reason given unless there is one already. Any thread.</summary>
    public void Abort(CloseReason reason)
    {
        Stop(reason);
        Writer.Close();
        Transport.Abort();
    }

    /// <summary>Stops reading after the message that is being handled, and leaves sending as it is.</summary>
    public void Stop(CloseReason reason) => Interlocked.CompareExchange(ref _reason, reason, null);

    /// <summary>Sends what was accepted so far, then closes in order.</summary>
    public async ValueTask CloseAsync(CloseReason reason)
    {
        await Writer.CompleteAsync().ConfigureAwait(false);
        Stop(reason);
        Transport.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Writer.Close();
        Transport.Dispose();
        _grace?.Dispose();
    }

    private void Feed(ReadOnlySpan<byte> first)
    {
        while (!first.IsEmpty && _reason is null)
        {
            var room = _received.Room(_wanted).Span;
            var count = Math.Min(room.Length, first.Length);
            first[..count].CopyTo(room);
            _received.Added(count);
            first = first[count..];
            Dispatch(end: false);
        }
    }

    /// <summary>Hands over every whole message that was received.</summary>
    private void Dispatch(bool end)
    {
        Writer.Cork();
        try
        {
            while (_reason is null && DispatchOne(end))
            {
            }
        }
        catch (Exception failure)
        {
            Stop(new CloseReason(CloseKind.HandlerFailed, $"Handling a message failed: {failure.Message}", failure));
        }
        finally
        {
            _handler.OnBatchEnd();
            Writer.Uncork();
        }
    }

    private bool DispatchOne(bool end)
    {
        var unread = _received.Unread;
        var found = _framing.Read(unread, end);
        _wanted = found.Wanted;
        switch (found.Status)
        {
            case FrameStatus.Frame:
                _handler.OnMessage(unread.Slice(found.Start, found.Length));
                break;
            case FrameStatus.TooLarge:
                _handler.OnTooLarge();
                break;
            case FrameStatus.Broken:
                Stop(new CloseReason(CloseKind.BrokenFraming, found.Fault.Describe()));
                break;
        }

        _received.Consume(found.Consumed);
        return found.Status is FrameStatus.Frame or FrameStatus.TooLarge;
    }

    private void OnSendFailed(Exception failure)
    {
        // The peer may have said why it left: what it sent is read first, then its end is seen. A peer that does not even end
        // is not waited for long.
        var reason = new CloseReason(CloseKind.SendFailed, $"Sending failed: {failure.Message}", failure);
        _grace = ContextFreeTimer.Create(_time, _ => Abort(reason), this);
        _grace.Change(GraceAfterSendFailure, Timeout.InfiniteTimeSpan);
    }
}
