using System.Buffers;
using System.Runtime.CompilerServices;

namespace Virtwire.Sdk.Framing;

/// <summary>
/// Bytes to be sent: a growing array from the pool. It holds no array while it is empty, so that idle connections cost nothing.
/// Not for several threads at once.
/// </summary>
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    /// <summary>Arrays above this length go back to the pool as soon as their bytes are gone, and are not asked for again.</summary>
    public const int LargeBytes = 256 * 1024;

    private const int SmallestBytes = 4 * 1024;

    private byte[] _array = [];
    private int _nextRent = SmallestBytes;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many bytes the array can hold that is rented now; 0 while none is.</summary>
    public int Capacity => _array.Length;

    /// <summary>The bytes, to be read or changed in place.</summary>
    public Span<byte> Written => _array.AsSpan(0, Length);

    /// <summary>The bytes, to be sent.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, Length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - Length), nameof(count));
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _array.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _array.AsSpan(Length);
    }

    /// <summary>Appends bytes as they are.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        EnsureRoom(bytes.Length);
        Copies.Count(bytes.Length);
        bytes.CopyTo(_array.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Moves everything from <paramref name="start"/> on by <paramref name="distance"/> bytes, forwards or backwards.</summary>
    public void Move(int start, int distance)
    {
        if (distance > 0)
            EnsureRoom(distance);
        Copies.Count(Length - start);
        _array.AsSpan(start, Length - start).CopyTo(_array.AsSpan(start + distance));
        Length += distance;
    }

    /// <summary>So many bytes are likely to come: the next array is to be at least as long. Only while it holds none.</summary>
    public void Expect(int bytes) => _nextRent = bytes;

    /// <summary>Forgets everything from <paramref name="length"/> on: what was begun and could not be finished.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Forgets all bytes and keeps the array, unless it is a large one.</summary>
    public void Clear()
    {
        if (_array.Length > LargeBytes)
            Release();
        else
            Length = 0;
    }

    /// <summary>Forgets all bytes and gives the array back.</summary>
    public void Release()
    {
        if (_array.Length > 0)
        {
            // The next burst is likely of the size of this one: growing again from the smallest would copy it several times.
            _nextRent = Math.Clamp(_array.Length, SmallestBytes, LargeBytes);
            ArrayPool<byte>.Shared.Return(_array);
            _array = [];
        }

        Length = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EnsureRoom(int count)
    {
        if (_array.Length - Length < count)
            Grow(count);
    }

    private void Grow(int count)
    {
        var needed = checked(Length + count);
        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(_nextRent, (int)Math.Min(2L * _array.Length, Array.MaxLength))));
        Copies.Count(Length);
        Written.CopyTo(grown);
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        _array = grown;
    }
}
