namespace Virtwire.Sdk.Transports;

/// <summary>
/// One of two ends joined in memory, so that in-process is no special case. Each direction holds a bounded number of bytes; a
/// sender waits while it is full.
/// </summary>
internal sealed class MemoryTransport : Transport
{
    /// <summary>How many bytes may be under way in one direction.</summary>
    public const int DefaultCapacity = 64 * 1024;

    private readonly MemoryPipe _incoming;
    private readonly MemoryPipe _outgoing;

    private MemoryTransport(MemoryPipe incoming, MemoryPipe outgoing)
    {
        _incoming = incoming;
        _outgoing = outgoing;
    }

    /// <inheritdoc/>
    public override string EndPoint => "in-process";

    /// <inheritdoc/>
    public override bool HasUnread => _incoming.HasBytes;

    /// <summary>Two joined ends.</summary>
    public static (MemoryTransport Client, MemoryTransport Server) CreatePair(int capacity = DefaultCapacity)
    {
        var up = new MemoryPipe(capacity);
        var down = new MemoryPipe(capacity);
        return (new MemoryTransport(down, up), new MemoryTransport(up, down));
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _incoming.ReadAsync(buffer);

    /// <inheritdoc/>
    public override bool TryReceive(Span<byte> buffer, out int count) => _incoming.TryRead(buffer, out count);

    /// <inheritdoc/>
    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _outgoing.WriteAsync(bytes);

    /// <inheritdoc/>
    public override void EndSend() => _outgoing.End();

    /// <inheritdoc/>
    public override void Abort()
    {
        _outgoing.Fail("The in-process connection was reset.");
        _incoming.Fail("The in-process connection was reset.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _outgoing.End();
        _incoming.Fail("The other end of the in-process connection is closed.");
    }
}
