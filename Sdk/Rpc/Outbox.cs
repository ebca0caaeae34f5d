using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// The bytes that wait to be sent: one buffer that is appended to, one that is being sent, and where the peer reads slowly full ones in
/// between. So what waits is not moved to larger and larger arrays, and no array is larger than a piece and a message. Belongs to one
/// <see cref="CoalescingWriter"/>, and is used under its lock.
/// </summary>
internal sealed class Outbox
{
    /// <summary>How many bytes a buffer holds at least before the next messages go to another.</summary>
    public const int PieceBytes = 128 * 1024;

    // Each piece may be twice as large as the one before it, up to this. The pool keeps a few dozen arrays of a size, and makes those
    // beyond anew each time: that many pieces of a message each are soon waiting, and that many of these are more than may wait at all.
    private const int MostPieceBytes = 1024 * 1024;

    // Buffers without arrays, kept so that the next burst of a peer that reads slowly makes none.
    private const int MostSpare = 64;

    private Queue<FrameBuffer>? _full;
    private Stack<FrameBuffer>? _spare;
    private long _fullBytes;

    /// <summary>What is appended to.</summary>
    public FrameBuffer Current { get; private set; } = new();

    /// <summary>What is being sent.</summary>
    public FrameBuffer Sending { get; private set; } = new();

    /// <summary>How many bytes wait for their turn to be sent.</summary>
    public long WaitingBytes => _fullBytes + Current.Length;

    /// <summary>How many bytes of memory are held.</summary>
    public long HeldBytes => Current.Capacity + Sending.Capacity + (_full?.Sum(static buffer => (long)buffer.Capacity) ?? 0);

    /// <summary>Begins a new buffer if the current one holds enough, and another such message would not fit. Something is being sent.</summary>
    /// <param name="appended">The length of the message that has been appended.</param>
    public void Turn(int appended)
    {
        if (Current.Length < PieceBytes || Current.Capacity - Current.Length >= appended)
            return;
        (_full ??= []).Enqueue(Current);
        _fullBytes += Current.Length;
        var next = Math.Min(2L * Current.Capacity, MostPieceBytes);
        Current = _spare is { Count: > 0 } ? _spare.Pop() : new FrameBuffer();
        Current.Expect((int)next);
    }

    /// <summary>Done with what was sent, takes what is to be sent next; false, and all memory is given back, where there is nothing.</summary>
    public bool TryTake()
    {
        if (_full is { Count: > 0 })
        {
            Sending.Release();
            (_spare ??= []).Push(Sending);
            Sending = _full.Dequeue();
            _fullBytes -= Sending.Length;
            return true;
        }

        Sending.Clear();
        if (Current.Length == 0)
        {
            Release();
            return false;
        }

        (Current, Sending) = (Sending, Current);
        return true;
    }

    /// <summary>Drops what waits, and leaves what is being sent.</summary>
    public void Drop()
    {
        Current.Release();
        while (_full is not null && _full.TryDequeue(out var buffer))
            buffer.Release();
        _fullBytes = 0;
    }

    /// <summary>Drops everything.</summary>
    public void Release()
    {
        Drop();
        Sending.Release();
        while (_spare is { Count: > MostSpare })
            _spare.Pop();
    }
}
