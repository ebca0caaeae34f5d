using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>The peer of a client under measurement: answers each request as it is sent, always with the same result.</summary>
internal sealed class AnsweringTransport(string hello, string result) : Transport
{
    private static readonly byte[] BeforeId = "{\"jsonrpc\":\"2.0\",\"id\":"u8.ToArray();

    private readonly byte[] _hello = Tail(hello);
    private readonly byte[] _result = Tail(result);
    private readonly byte[] _answers = new byte[1 << 20];
    private readonly Lock _gate = new();
    private TaskCompletionSource<int>? _waiting;
    private int _length;
    private bool _closed;
    private long _receives;
    private long _sends;
    private long _sent;

    public override string EndPoint => "budget";

    /// <summary>What the thread that asks has used so far.</summary>
    public Usage Used => Usage.OfThread(_receives, _sends, _sent);

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        lock (_gate)
        {
            _receives++;
            if (_closed || (buffer.IsEmpty && _length > 0))
                return new(0);
            if (_length == 0)
            {
                _waiting = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                return new(_waiting.Task);
            }

            var count = Math.Min(buffer.Length, _length);
            _answers.AsSpan(0, count).CopyTo(buffer.Span);
            _answers.AsSpan(count, _length - count).CopyTo(_answers);
            _length -= count;
            return new(count);
        }
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            _sends++;
            _sent += bytes.Length;
            var rest = bytes.Span;
            while (!rest.IsEmpty)
            {
                var request = rest[..rest.IndexOf((byte)'\n')];
                rest = rest[(request.Length + 1)..];
                Answer(request);
            }

            _waiting?.TrySetResult(0);
            _waiting = null;
        }

        return default;
    }

    public override void EndSend()
    {
    }

    public override void Abort()
    {
        lock (_gate)
        {
            _closed = true;
            _waiting?.TrySetResult(0);
        }
    }

    protected override void Dispose(bool disposing) => Abort();

    private static byte[] Tail(string result) => System.Text.Encoding.UTF8.GetBytes($",\"result\":{result}}}\n");

    private void Answer(ReadOnlySpan<byte> request)
    {
        var id = request[BeforeId.Length..];
        Put(BeforeId);
        Put(id[..id.IndexOf((byte)',')]);
        Put(request.IndexOf("\"Rpc.hello\""u8) >= 0 ? _hello : _result);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_answers.AsSpan(_length));
        _length += bytes.Length;
    }
}
