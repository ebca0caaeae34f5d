using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>
/// The peer of a server under measurement: it has the same batch of requests ready again and again, takes whatever is answered, and
/// everything runs on the reader's own thread.
/// </summary>
internal sealed class BatchTransport(byte[] batch, int warmUp, int measured) : Transport
{
    private readonly TaskCompletionSource<Usage> _used = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _round;
    private int _at;
    private long _receives;
    private long _sends;
    private long _sent;
    private Usage _before;

    public override string EndPoint => "budget";

    /// <summary>What the measured batches have used.</summary>
    public Task<Usage> Used => _used.Task;

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (_at == 0 && !buffer.IsEmpty)
            Look();
        _receives++;
        if (buffer.IsEmpty || _used.Task.IsCompleted)
            return new(0);
        var count = Math.Min(buffer.Length, batch.Length - _at);
        batch.AsSpan(_at, count).CopyTo(buffer.Span);
        _at = (_at + count) % batch.Length;
        return new(count);
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _sends++;
        _sent += bytes.Length;
        return default;
    }

    public override void EndSend()
    {
    }

    public override void Abort()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    private void Look()
    {
        if (_round == warmUp)
            _before = Usage.OfThread(_receives, _sends, _sent);
        else if (_round == warmUp + measured)
            _used.TrySetResult(Usage.OfThread(_receives, _sends, _sent) - _before);
        _round++;
    }
}
