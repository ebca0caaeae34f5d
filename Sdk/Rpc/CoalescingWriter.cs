using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Transports;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Sends messages from any thread over one transport, many at a time: they are appended to one buffer under one lock, and
/// exactly one drainer sends it while the next messages go to the other. Appending never waits for the peer; what piles up is
/// bounded, and refused beyond.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Closing it gives back all there is to give back.")]
internal sealed class CoalescingWriter : IThreadPoolWorkItem
{
    // A caller who finds nobody draining does it himself: a thread of its own would cost more than the system call. But nobody
    // is to send for the others for ever.
    private const int RoundsOnBorrowedThread = 4;

    private readonly Lock _gate = new();
    private readonly Transport _transport;
    private readonly MessageFraming _framing;
    private readonly Action<Exception> _failed;
    private readonly Action _onSent;
    private readonly Cork _cork;
    private readonly Outbox _outbox = new();
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _send;
    private TaskCompletionSource? _drained;
    private long _handedOver;
    private bool _draining;
    private bool _closed;

    /// <summary>A writer over a transport that nobody else sends on.</summary>
    /// <param name="transport">Where the bytes go.</param>
    /// <param name="framing">How messages are told apart.</param>
    /// <param name="maxOutboxBytes">How many bytes may wait before further messages are refused.</param>
    /// <param name="failed">Told once when sending fails; the writer is closed by then.</param>
    /// <param name="time">What time it is, for how long sending may be held back.</param>
    public CoalescingWriter(Transport transport, MessageFraming framing, long maxOutboxBytes, Action<Exception> failed, TimeProvider time)
    {
        _transport = transport;
        _framing = framing;
        _failed = failed;
        _onSent = OnSent;
        _cork = new Cork(time, OnOverdue);
        MaxOutboxBytes = maxOutboxBytes;
    }

    /// <summary>How many bytes may wait before further messages are refused.</summary>
    public long MaxOutboxBytes { get; }

    /// <summary>The largest message that the peer takes; larger ones are refused here.</summary>
    public int MaxMessageBytes { get; set; } = int.MaxValue;

    /// <summary>How many bytes wait, those included that are being sent.</summary>
    public long OutboxBytes
    {
        get
        {
            lock (_gate)
                return Waiting;
        }
    }

    /// <summary>How many bytes of memory it holds; nothing while nothing waits.</summary>
    public long HeldBytes
    {
        get
        {
            lock (_gate)
                return _outbox.HeldBytes;
        }
    }

    private long Waiting => _outbox.WaitingBytes + (_draining ? _outbox.Sending.Length : 0);

    /// <summary>Whether a message that ends at <paramref name="end"/> may have reached the peer, or certainly did not.</summary>
    public bool MaybeSent(long end) => end <= Volatile.Read(ref _handedOver);

    /// <summary>How many bytes have been handed to the transport.</summary>
    public long HandedOver => Volatile.Read(ref _handedOver);

    /// <summary>Appends a message. What its own writing throws is thrown on, and nothing of it is sent.</summary>
    public AppendResult Append<TMessage>(scoped in TMessage message)
        where TMessage : IOutgoingMessage, allows ref struct
    {
        AppendResult result;
        bool drain;
        lock (_gate)
        {
            if (Refuses(out var refused))
                return refused;

            var output = _outbox.Current;
            var frameStart = output.Length;
            var bodyStart = _framing.BeginFrame(output);
            try
            {
                var json = new WireWriter(output);
                message.Write(ref json);
                json.Flush();
            }
            catch
            {
                output.Truncate(frameStart);
                throw;
            }

            result = EndFrame(output, frameStart, bodyStart);
            drain = MustDrain();
        }

        if (drain)
            Drain(RoundsOnBorrowedThread);
        return result;
    }

    /// <summary>Appends a message that is encoded already: one JSON value.</summary>
    public AppendResult AppendEncoded(ReadOnlySpan<byte> body)
    {
        AppendResult result;
        bool drain;
        lock (_gate)
        {
            if (Refuses(out var refused))
                return refused;

            result = AppendFrame(body);
            drain = MustDrain();
        }

        if (drain)
            Drain(RoundsOnBorrowedThread);
        return result;
    }

    /// <summary>Appends bytes that are framed already, all parts of them or none.</summary>
    public AppendResult AppendFramed(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body = default, ReadOnlySpan<byte> tail = default)
    {
        bool drain;
        long end;
        lock (_gate)
        {
            if (Refuses(out var refused))
                return refused;

            var output = _outbox.Current;
            output.Append(head);
            output.Append(body);
            output.Append(tail);
            if (_draining)
                _outbox.Turn(head.Length + body.Length + tail.Length);
            end = _handedOver + _outbox.WaitingBytes;
            drain = MustDrain();
        }

        if (drain)
            Drain(RoundsOnBorrowedThread);
        return new AppendResult(AppendStatus.Accepted, end);
    }

    /// <summary>
    /// Gives a sign of life: sends what waits, whoever holds it back, and the end of a line where nothing does. Nothing where something is
    /// being sent already.
    /// </summary>
    public void Beat()
    {
        bool drain;
        lock (_gate)
        {
            if (_closed)
                return;
            if (Waiting == 0)
                _outbox.Current.Append("\n"u8);
            drain = MustDrain(corkHolds: false);
        }

        if (drain)
            Drain(RoundsOnBorrowedThread);
    }

    /// <summary>
    /// Appends a message that is encoded already, however much waits, and refuses all further ones. It is sent with
    /// <see cref="CompleteAsync"/> at the latest.
    /// </summary>
    public void AppendLast(ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            AppendFrame(body);
            _closed = true;
        }
    }

    /// <summary>Holds back sending while a received batch is dispatched, so that its answers leave together. Counted.</summary>
    public void Cork(bool strict = false)
    {
        lock (_gate)
            _cork.Add(strict);
    }

    /// <summary>Undoes one <see cref="Cork"/>; the last one sends.</summary>
    /// <param name="strict">As it was given to that.</param>
    public void Uncork(bool strict = false)
    {
        bool drain;
        lock (_gate)
        {
            _cork.Remove(strict);
            drain = MustDrain();
        }

        if (drain)
            Drain(RoundsOnBorrowedThread);
    }

    /// <summary>Refuses further messages, and completes when all that were accepted are handed to the transport, or cannot be.</summary>
    public Task CompleteAsync()
    {
        bool drain;
        Task drained;
        lock (_gate)
        {
            _closed = true;
            if (!_draining && _outbox.WaitingBytes == 0)
                return Task.CompletedTask;

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            drained = _drained.Task;
            drain = MustDrain();
        }

        if (drain)
            Drain(RoundsOnBorrowedThread);
        return drained;
    }

    /// <summary>Refuses further messages and drops those that wait.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _cork.Dispose();
            _outbox.Drop();
            if (!_draining)
                _drained?.TrySetResult();
        }
    }

    /// <summary>Goes on draining in the thread pool.</summary>
    void IThreadPoolWorkItem.Execute() => Drain(int.MaxValue);

    private bool Refuses(out AppendResult refused)
    {
        refused = _closed ? AppendStatus.Closed : AppendStatus.OutboxFull;
        return _closed || Waiting >= MaxOutboxBytes;
    }

    private AppendResult AppendFrame(ReadOnlySpan<byte> body)
    {
        var output = _outbox.Current;
        var frameStart = output.Length;
        var bodyStart = _framing.BeginFrame(output);
        output.Append(body);
        return EndFrame(output, frameStart, bodyStart);
    }

    private AppendResult EndFrame(FrameBuffer output, int frameStart, int bodyStart)
    {
        if (output.Length - bodyStart > MaxMessageBytes)
        {
            output.Truncate(frameStart);
            return AppendStatus.TooLarge;
        }

        _framing.EndFrame(output, bodyStart);
        if (_draining)
            _outbox.Turn(output.Length - frameStart);
        return new AppendResult(AppendStatus.Accepted, _handedOver + _outbox.WaitingBytes);
    }

    /// <summary>Under the lock: whether the caller has to drain, as nobody else does. Says so to one caller only.</summary>
    private bool MustDrain(bool corkHolds = true)
    {
        if (_draining || _outbox.WaitingBytes == 0 || (corkHolds && !_closed && _cork.Holds(_outbox.Current.Length)))
            return false;
        _draining = true;
        return true;
    }

    private void OnOverdue()
    {
        bool drain;
        lock (_gate)
        {
            _cork.TimerWentOff();
            drain = MustDrain(corkHolds: false);
        }

        if (drain)
            Drain(int.MaxValue);
    }

    private void Drain(int rounds)
    {
        while (TrySwap())
        {
            try
            {
                var sending = _transport.SendAsync(_outbox.Sending.WrittenMemory);
                if (!sending.IsCompleted)
                {
                    _send = sending.ConfigureAwait(false).GetAwaiter();
                    _send.UnsafeOnCompleted(_onSent);
                    return;
                }

                sending.GetAwaiter().GetResult();
            }
            catch (Exception failure)
            {
                Fail(failure);
                return;
            }

            if (--rounds == 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }
        }
    }

    private void OnSent()
    {
        try
        {
            _send.GetResult();
        }
        catch (Exception failure)
        {
            Fail(failure);
            return;
        }

        Drain(int.MaxValue);
    }

    /// <summary>Takes what was appended for sending; without anything, the draining ends.</summary>
    private bool TrySwap()
    {
        lock (_gate)
        {
            if (!_outbox.TryTake())
            {
                _draining = false;
                _drained?.TrySetResult();
                return false;
            }

            Volatile.Write(ref _handedOver, _handedOver + _outbox.Sending.Length);
            return true;
        }
    }

    private void Fail(Exception failure)
    {
        lock (_gate)
        {
            _closed = true;
            _draining = false;
            _cork.Dispose();
            _outbox.Release();
            _drained?.TrySetResult();
        }

        _failed(failure);
    }
}
