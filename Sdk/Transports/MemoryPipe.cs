namespace Virtwire.Sdk.Transports;

/// <summary>
/// One direction of a <see cref="MemoryTransport"/>: a ring of bytes between one reader and one writer. Whoever waits leaves
/// its memory here and is served by the other side, so that a wait costs no allocation.
/// </summary>
internal sealed class MemoryPipe(int capacity)
{
    private readonly Lock _gate = new();
    private readonly PipeWaiter _reader = new();
    private readonly PipeWaiter _writer = new();
    private byte[] _ring = [];
    private int _start;
    private int _count;
    private bool _ended;
    private string? _failure;
    private Memory<byte>? _readInto;
    private ReadOnlyMemory<byte>? _writeFrom;

    /// <summary>Whether there are bytes to be taken out.</summary>
    public bool HasBytes => Volatile.Read(ref _count) > 0;

    /// <summary>Takes bytes out; waits while there are none. Returns 0 at the end, and for an empty buffer.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        lock (_gate)
        {
            if (_failure is not null)
                return ValueTask.FromException<int>(new IOException(_failure));
            if (_count == 0 && !_ended)
            {
                _readInto = buffer;
                return _reader.Wait();
            }

            var taken = Take(buffer.Span);
            Refill();
            return new ValueTask<int>(taken);
        }
    }

    /// <summary>Takes bytes out; false while there are none. A count of 0 is the end.</summary>
    public bool TryRead(Span<byte> buffer, out int count)
    {
        count = 0;
        if (Volatile.Read(ref _count) == 0 && !Volatile.Read(ref _ended) && Volatile.Read(ref _failure) is null)
            return false;
        lock (_gate)
        {
            if (_failure is not null)
                throw new IOException(_failure);
            count = Take(buffer);
            Refill();
            return count > 0 || _ended;
        }
    }

    /// <summary>Puts bytes in; waits until the last of them found room.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            if (_failure is not null || _ended)
                return ValueTask.FromException(new IOException(_failure ?? "The in-process connection was ended for sending."));

            var put = Put(bytes.Span);
            ServeReader();
            put += Put(bytes.Span[put..]);
            if (put == bytes.Length)
                return default;

            _writeFrom = bytes[put..];
            return _writer.WaitForAll();
        }
    }

    /// <summary>The writer has no more: the reader gets what there is, then the end.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            FailWriter("The in-process connection was ended for sending.");
            ServeReader();
        }
    }

    /// <summary>Both sides fail from now on; what is inside is dropped.</summary>
    public void Fail(string reason)
    {
        lock (_gate)
        {
            _failure ??= reason;
            FailWriter(_failure);
            if (_readInto is not null)
            {
                _readInto = null;
                _reader.Fail(new IOException(_failure));
            }
        }
    }

    private void FailWriter(string reason)
    {
        if (_writeFrom is null)
            return;
        _writeFrom = null;
        _writer.Fail(new IOException(reason));
    }

    private void ServeReader()
    {
        if (_readInto is not { } buffer || (_count == 0 && !_ended))
            return;
        _readInto = null;
        _reader.Complete(Take(buffer.Span));
    }

    private void Refill()
    {
        if (_writeFrom is not { } bytes)
            return;
        var rest = bytes[Put(bytes.Span)..];
        if (!rest.IsEmpty)
        {
            _writeFrom = rest;
            return;
        }

        _writeFrom = null;
        _writer.Complete(0);
    }

    private int Take(Span<byte> into)
    {
        var taken = 0;
        while (taken < into.Length && _count > 0)
        {
            var run = Math.Min(Math.Min(_count, _ring.Length - _start), into.Length - taken);
            _ring.AsSpan(_start, run).CopyTo(into[taken..]);
            _start = (_start + run) % _ring.Length;
            _count -= run;
            taken += run;
        }

        return taken;
    }

    private int Put(ReadOnlySpan<byte> from)
    {
        if (_ring.Length == 0)
            _ring = new byte[capacity];
        var put = 0;
        while (put < from.Length && _count < _ring.Length)
        {
            var end = (_start + _count) % _ring.Length;
            var run = Math.Min(Math.Min(_ring.Length - _count, _ring.Length - end), from.Length - put);
            from.Slice(put, run).CopyTo(_ring.AsSpan(end));
            _count += run;
            put += run;
        }

        return put;
    }
}
