using System.Runtime.CompilerServices;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Receives bytes from one transport and hands every whole message to a handler, one after the other, until the peer is gone, the
/// framing is broken or somebody stops it.
/// </summary>
/// <remarks>
/// Written by hand and not as an async method, because of one step: what a received batch leaves to be done - the callers whose
/// answers it brought - is run by the very thread that read it, once the next receive is under way and another thread will go on
/// reading. So user code never holds up the reader, and yet no thread has to be woken for it. Only when there is more to read at once
/// is the work handed to the thread pool.
/// </remarks>
internal sealed class ReadLoop
{
    private readonly Transport _transport;
    private readonly MessageFraming _framing;
    private readonly IMessageHandler _handler;
    private readonly CoalescingWriter _writer;
    private readonly AdaptiveSpin? _spin;
    private readonly ReceiveBuffer _received;
    private readonly TaskCompletionSource<CloseReason> _done = new();
    private readonly Action _onReceived;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _receive;
    private CloseReason? _reason;
    private bool _offersBuffer;
    private bool _end;
    private int _wanted;

    /// <summary>A loop that begins with <see cref="RunAsync"/>.</summary>
    /// <param name="transport">Where the bytes come from.</param>
    /// <param name="framing">How messages are told apart.</param>
    /// <param name="handler">Takes the messages.</param>
    /// <param name="writer">What is corked while a batch is handled.</param>
    /// <param name="spin">How to look for bytes before waiting for them; null not to.</param>
    public ReadLoop(Transport transport, MessageFraming framing, IMessageHandler handler, CoalescingWriter writer, AdaptiveSpin? spin)
    {
        _transport = transport;
        _framing = framing;
        _handler = handler;
        _writer = writer;
        _spin = spin;
        _received = new ReceiveBuffer(framing.MaxUnreadBytes);
        _onReceived = OnReceived;
    }

    /// <summary>How many bytes of memory wait for the rest of a message.</summary>
    public int HeldBytes => _received.Capacity;

    /// <summary>Reads to the end, and says what the end was. Never throws.</summary>
    /// <param name="first">Bytes that were received before, by who found out what the peer speaks.</param>
    public Task<CloseReason> RunAsync(ReadOnlyMemory<byte> first)
    {
        Feed(first.Span);
        var work = first.IsEmpty ? null : _handler.TakeWork();
        if (ReadsElsewhere(ref work))
        {
            // Whoever called this is not to wait for user code before he learns of the end.
            RunElsewhere(ref work);
        }
        else
        {
            End(work);
        }

        return _done.Task;
    }

    /// <summary>Stops reading after the message that is being handled. The first reason stays. Any thread.</summary>
    public void Stop(CloseReason reason) => Interlocked.CompareExchange(ref _reason, reason, null);

    private void Feed(ReadOnlySpan<byte> first)
    {
        while (!first.IsEmpty && _reason is null)
        {
            var room = _received.Room(_wanted).Span;
            var count = Math.Min(room.Length, first.Length);
            first[..count].CopyTo(room);
            _received.Added(count);
            first = first[count..];
            Dispatch();
        }
    }

    private void Run(IThreadPoolWorkItem? work)
    {
        if (ReadsElsewhere(ref work))
        {
            // Another thread may be reading by now: nothing of this object is to be touched any more.
            work?.Execute();
            return;
        }

        End(work);
    }

    private void End(IThreadPoolWorkItem? work)
    {
        RunElsewhere(ref work);
        _received.Release();
        _done.SetResult(_reason ?? new CloseReason(CloseKind.Peer, "The peer closed the connection."));
    }

    /// <summary>Reads on; true when it has to wait, and <see cref="OnReceived"/> goes on, false when there is nothing more to read.</summary>
    private bool ReadsElsewhere(ref IThreadPoolWorkItem? work)
    {
        try
        {
            while (_reason is null && !_end)
            {
                if (!TrySpin(ref work) && !TryReceive())
                    return true;

                RunElsewhere(ref work);
                Dispatch();
                work = _handler.TakeWork();
            }
        }
        catch (Exception failure)
        {
            OnFailed(failure);
        }

        return false;
    }

    private void OnReceived()
    {
        try
        {
            Count(_receive.GetResult());
            if (!_offersBuffer && !TryReceive(_received.Room(_wanted)))
                return;
            Dispatch();
        }
        catch (Exception failure)
        {
            OnFailed(failure);
        }

        Run(_handler.TakeWork());
    }

    // No abort: after an orderly close by this side the peer still has to get what was sent.
    private void OnFailed(Exception failure) =>
        Stop(new CloseReason(CloseKind.ReceiveFailed, $"Receiving failed: {failure.Message}", failure));

    private bool TrySpin(ref IThreadPoolWorkItem? work)
    {
        if (_spin is null || !_spin.Pays)
            return false;

        // This thread keeps on reading, so the callers need another one.
        RunElsewhere(ref work);
        if (!_spin.TryReceive(_transport, _received.Room(_wanted), out var count))
            return false;
        _offersBuffer = true;
        Count(count);
        return true;
    }

    /// <summary>Receives what there is; false when that has to be waited for, and <see cref="OnReceived"/> goes on.</summary>
    private bool TryReceive()
    {
        if (_received.IsEmpty)
        {
            // An idle connection holds no memory: it waits for bytes without offering any.
            _received.Release();
            if (!TryReceive(Memory<byte>.Empty))
                return false;
        }

        return TryReceive(_received.Room(_wanted));
    }

    private bool TryReceive(Memory<byte> buffer)
    {
        _offersBuffer = !buffer.IsEmpty;
        var receive = _transport.ReceiveAsync(buffer);
        if (receive.IsCompleted)
        {
            Count(receive.GetAwaiter().GetResult());
            return true;
        }

        _receive = receive.ConfigureAwait(false).GetAwaiter();
        _receive.UnsafeOnCompleted(_onReceived);
        return false;
    }

    private void Count(int received)
    {
        if (!_offersBuffer)
            return;
        _received.Added(received);
        _end = received == 0;
    }

    private static void RunElsewhere(ref IThreadPoolWorkItem? work)
    {
        if (work is not null)
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        work = null;
    }

    /// <summary>Hands over every whole message that was received.</summary>
    private void Dispatch()
    {
        _writer.Cork();
        try
        {
            while (_reason is null && DispatchOne())
            {
            }
        }
        catch (Exception failure)
        {
            Stop(new CloseReason(CloseKind.HandlerFailed, $"Handling a message failed: {failure.Message}", failure));
        }
        finally
        {
            _writer.Uncork();
        }
    }

    private bool DispatchOne()
    {
        var unread = _received.Unread;
        var found = _framing.Read(unread, _end);
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
                Stop(new CloseReason(CloseKind.BrokenFraming, _framing.Describe(found.Fault)));
                break;
        }

        _received.Consume(found.Consumed);
        return found.Status is FrameStatus.Frame or FrameStatus.TooLarge;
    }
}
