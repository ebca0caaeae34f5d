using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Sessions;

/// <summary>The server's end of a connection whose peer acts the moment it sees the first answer: before whoever sent that goes on.</summary>
/// <param name="onFirstAnswer">What the peer does then.</param>
/// <param name="answers">How many times it is answered in all.</param>
internal sealed class AnsweredTransport(Func<AnsweredTransport, Task> onFirstAnswer, int answers) : Transport
{
    private readonly Lock _gate = new();
    private readonly MemoryStream _sent = new();
    private readonly TaskCompletionSource<byte[]> _all = New<byte[]>();
    private TaskCompletionSource _fed = New();
    private TaskCompletionSource _readerWaits = New();
    private ReadOnlyMemory<byte> _unread;
    private int _sends;
    private bool _closed;

    /// <summary>How long anything may take that is bound to happen.</summary>
    public static TimeSpan FailSafe => TimeSpan.FromSeconds(30);

    public override string EndPoint => "answered";

    /// <summary>All that the peer was sent.</summary>
    public Task<byte[]> Sent => _all.Task;

    /// <summary>Sends the server bytes; completes when its reader has dealt with them, and waits for more.</summary>
    public Task FeedAsync(byte[] bytes)
    {
        lock (_gate)
        {
            _unread = bytes;
            _readerWaits = New();
            _fed.TrySetResult();
            return _readerWaits.Task;
        }
    }

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        Task fed;
        lock (_gate)
        {
            if (_closed)
                return 0;
            if (_unread.IsEmpty)
            {
                if (_fed.Task.IsCompleted)
                    _fed = New();
                _readerWaits.TrySetResult();
            }

            fed = _fed.Task;
        }

        await fed.ConfigureAwait(false);
        lock (_gate)
        {
            var count = Math.Min(buffer.Length, _unread.Length);
            _unread[..count].CopyTo(buffer);
            _unread = _unread[count..];
            return count;
        }
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (_sent)
            _sent.Write(bytes.Span);
        if (++_sends == 1 && !onFirstAnswer(this).Wait(FailSafe))
            _all.TrySetException(new TimeoutException("The reader did not come back."));
        if (_sends == answers)
        {
            lock (_sent)
                _all.TrySetResult(_sent.ToArray());
        }

        return default;
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
            _unread = default;
            _fed.TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
