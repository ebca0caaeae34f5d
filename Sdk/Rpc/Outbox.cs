using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// The bytes that wait to be sent: one buffer that is appended to, one that is being sent, and where the peer reads slowly full ones in
/// between. So what waits is never moved to a larger array, and no array is larger than a piece and a message. Belongs to one
/// <see cref="CoalescingWriter"/>, and is used under its lock.
/// </summary>
internal sealed class Outbox
{
    /// <summary>How many bytes a buffer holds before the next messages go to another.</summary>
    public const int PieceBytes = 128 * 1024;

    // Buffers without arrays, kept so that the next burst of a peer that reads slowly makes none.
    private const int MostSpare = 16;

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

    /// <summary>Begins a new buffer if the current one holds enough. A whole message has been appended, and something is being sent.</summary>
    public void Turn()
    {
        if (Current.Length < PieceBytes)
            return;
        (_full ??= []).Enqueue(Current);
        _fullBytes += Current.Length;
        Current = _spare is { Count: > 0 } ? _spare.Pop() : new FrameBuffer();
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
        if (_spare is { Count: > MostSpare })
            (_full, _spare) = (null, null);
    }
}
