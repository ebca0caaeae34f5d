using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>What a round of a <see cref="LateTransport"/> has used.</summary>
/// <param name="Sends">How many pieces the answers came in.</param>
/// <param name="Sent">Their bytes.</param>
/// <param name="Allocated">The bytes that the whole process has allocated meanwhile.</param>
internal readonly record struct LateRound(int Sends, long Sent, long Allocated);

/// <summary>
/// The peer of a server under measurement that has many callers: it has the same requests ready again and again, each a line, and
/// takes nothing of their answers before all of them are there.
/// </summary>
internal sealed class LateTransport(byte[] requests, int warmUp, int measured) : Transport
{
    private readonly TaskCompletionSource<IReadOnlyList<LateRound>> _rounds = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<LateRound> _ended = new(warmUp + measured);
    private readonly int _requests = requests.AsSpan().Count((byte)'\n');
    private readonly Lock _gate = new();
    private TaskCompletionSource? _held;
    private TaskCompletionSource<int>? _waiting;
    private long _before;
    private long _sent;
    private int _at;
    private int _answered;
    private int _sends;
    private bool _closed;

    public override string EndPoint => "budget";

    /// <summary>What each of the measured rounds has used.</summary>
    public Task<IReadOnlyList<LateRound>> Rounds => _rounds.Task;

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        lock (_gate)
        {
            if (_closed || (buffer.IsEmpty && _at < requests.Length))
                return new(0);
            if (_at < requests.Length)
            {
                var count = Math.Min(buffer.Length, requests.Length - _at);
                requests.AsSpan(_at, count).CopyTo(buffer.Span);
                _at += count;
                return new(count);
            }

            // The reader has called them all: now the peer takes the answers, and has the next requests once it has all.
            Assert.True(buffer.IsEmpty, "An idle reader offers no buffer.");
            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _held?.TrySetResult();
            return new(_waiting.Task);
        }
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            _sent += bytes.Length;
            _answered += bytes.Span.Count((byte)'\n');
            if (_sends++ == 0)
            {
                _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
                return new(_held.Task);
            }

            if (_answered == _requests)
                EndRound();
            return default;
        }
    }

    public override void EndSend()
    {
    }

    public override void Abort() => Dispose(true);

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _closed = true;
            _rounds.TrySetCanceled();
            _held?.TrySetResult();
            _waiting?.TrySetResult(0);
        }
    }

    private void EndRound()
    {
        var now = GC.GetTotalAllocatedBytes(precise: true);
        _ended.Add(new LateRound(_sends, _sent, now - _before));
        (_before, _at, _sent, _answered, _sends) = (now, 0, 0, 0, 0);
        if (_ended.Count == warmUp + measured)
        {
            _closed = true;
            _rounds.TrySetResult(_ended[warmUp..]);
        }

        _waiting!.TrySetResult(0);
    }
}
