using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>
/// Feeds the same bytes again and again, on the reader's own thread, throws away what comes back, and says what the thread allocated from
/// the first to the last time that are measured.
/// </summary>
internal sealed class MeteredTransport(byte[] bytes, int warmUp, int measured, byte[]? first = null) : Transport
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _first = first ?? [];
    private int _round;
    private int _at;
    private int _thread;
    private long _before;

    public override string EndPoint => "metered";

    /// <summary>The bytes that were allocated in the measured rounds.</summary>
    public Task<long> Allocated => _done.Task;

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (buffer.IsEmpty)
            return new(0);
        if (_first.Length > 0)
        {
            var taken = Math.Min(buffer.Length, _first.Length);
            _first.AsSpan(0, taken).CopyTo(buffer.Span);
            _first = _first[taken..];
            return new(taken);
        }

        if (_at > 0)
            return new(Take(buffer.Span));
        if (_round == warmUp)
        {
            _thread = Environment.CurrentManagedThreadId;
            _before = GC.GetAllocatedBytesForCurrentThread();
        }

        if (_round++ == warmUp + measured)
        {
            _done.TrySetResult(_thread == Environment.CurrentManagedThreadId ? GC.GetAllocatedBytesForCurrentThread() - _before : -1);
            return new(0);
        }

        return new(Take(buffer.Span));
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, bytes.Length - _at);
        bytes.AsSpan(_at, count).CopyTo(buffer);
        _at = (_at + count) % bytes.Length;
        return count;
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => default;

    public override void EndSend()
    {
    }

    public override void Abort()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
