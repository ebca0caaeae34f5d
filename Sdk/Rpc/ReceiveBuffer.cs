using System.Buffers;
using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Bytes that were received and not consumed yet, in one piece. Holds no array while there are none, and never more than twice
/// the largest allowed message, also while it grows.
/// </summary>
/// <param name="maxBytes">How many unconsumed bytes there can be: the largest allowed message.</param>
internal sealed class ReceiveBuffer(int maxBytes)
{
    private const int UsualBytes = 64 * 1024;

    // A length that is announced costs the peer nothing, so memory for it is given as its bytes arrive: this much, then by doubling.
    private const int MostAhead = 256 * 1024;

    private byte[] _array = [];
    private bool _pooled;
    private int _start;
    private int _end;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Unread => _array.AsSpan(_start, _end - _start);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>How many bytes the array can hold that is held now.</summary>
    public int Capacity => _array.Length;

    /// <summary>Forgets the first bytes.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Counts bytes that were put into <see cref="Room"/>.</summary>
    public void Added(int count) => _end += count;

    /// <summary>Where to receive into: at least one byte, and more the more has arrived of the <paramref name="wanted"/> bytes.</summary>
    public Memory<byte> Room(int wanted = 0)
    {
        if (IsEmpty)
            _start = _end = 0;
        var unread = _end - _start;
        var ahead = Math.Max(MostAhead, (int)Math.Min(2L * unread, maxBytes));
        var needed = Math.Max(Math.Min(Math.Min(wanted, maxBytes), ahead), unread + 1);
        if (needed > _array.Length)
            Grow(needed);
        else if (needed > _array.Length - _start)
            MoveTo(_array);
        return _array.AsMemory(_end);
    }

    /// <summary>Gives the array back, and with it all bytes.</summary>
    public void Release()
    {
        if (_pooled)
            ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        _pooled = false;
        _start = _end = 0;
    }

    private void Grow(int needed)
    {
        var doubled = (int)Math.Min(2L * _array.Length, maxBytes);
        var size = Math.Max(Math.Max(needed, doubled), UsualBytes);
        var (old, oldPooled) = (_array, _pooled);

        // The pool rounds up to a power of two. Near the cap that would be twice the cap, so there the array is made to measure.
        _pooled = size <= Math.Max(maxBytes / 2, UsualBytes);
        MoveTo(_pooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size));
        if (oldPooled)
            ArrayPool<byte>.Shared.Return(old);
    }

    private void MoveTo(byte[] array)
    {
        var unread = Unread.Length;
        Copies.Count(unread);
        Unread.CopyTo(array);
        _array = array;
        _start = 0;
        _end = unread;
    }
}
