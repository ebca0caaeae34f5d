using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>
/// The server's end of a connection whose peer sends what a script says, in just those pieces, and keeps what it is sent. After the last
/// piece it stays open until the test lets it end.
/// </summary>
internal sealed class ScriptedTransport : Transport
{
    private readonly Queue<ReadOnlyMemory<byte>> _pieces;
    private readonly MemoryStream _sent = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<byte[], bool>? _endsWhen;

    /// <summary>A script.</summary>
    /// <param name="pieces">What the peer sends; an empty piece is left out.</param>
    /// <param name="endsWhen">Ends the peer's sending once what it was sent satisfies this; null ends it after the last piece.</param>
    public ScriptedTransport(IEnumerable<ReadOnlyMemory<byte>> pieces, Func<byte[], bool>? endsWhen = null)
    {
        _pieces = new(pieces.Where(p => !p.IsEmpty));
        _endsWhen = endsWhen;
        if (endsWhen is null)
            _end.SetResult();
    }

    /// <summary>Sees what is sent, on the thread that sends, before the peer has it.</summary>
    public Action<byte[]>? BeforeSend { get; init; }

    public override string EndPoint => "script";

    /// <summary>What the peer was sent, once the server has closed the connection.</summary>
    public async Task<byte[]> SentAsync()
    {
        await _closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return _sent.ToArray();
    }

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (_pieces.Count == 0)
        {
            await _end.Task;
            return 0;
        }

        if (buffer.IsEmpty)
            return 0;
        var piece = _pieces.Dequeue();
        var count = Math.Min(piece.Length, buffer.Length);
        piece.Span[..count].CopyTo(buffer.Span);
        if (count < piece.Length)
        {
            var rest = _pieces.ToArray();
            _pieces.Clear();
            _pieces.Enqueue(piece[count..]);
            foreach (var later in rest)
                _pieces.Enqueue(later);
        }

        return count;
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        BeforeSend?.Invoke(bytes.ToArray());
        lock (_sent)
        {
            _sent.Write(bytes.Span);
            if (_endsWhen?.Invoke(_sent.ToArray()) == true)
                _end.TrySetResult();
        }

        return default;
    }

    public override void EndSend()
    {
    }

    public override void Abort() => Dispose();

    protected override void Dispose(bool disposing)
    {
        _end.TrySetResult();
        _closed.TrySetResult();
    }
}
