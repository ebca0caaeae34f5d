using System.Text;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>
/// A transport that writes down what is sent, and finishes a send only when it is let through. Receives nothing. Fails the
/// test when two sends are under way at once.
/// </summary>
internal sealed class GatedTransport(bool open = true) : Transport
{
    private readonly Lock _gate = new();
    private readonly MemoryStream _sent = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly TaskCompletionSource _passage = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _open = open;
    private bool _sending;

    public override string EndPoint => "gated";

    /// <summary>How many sends there were.</summary>
    public int Sends { get; private set; }

    /// <summary>What a send fails with.</summary>
    public Exception? Failure { get; set; }

    public bool Aborted { get; private set; }

    /// <summary>All that was sent, as text.</summary>
    public string Sent
    {
        get
        {
            lock (_gate)
                return Encoding.UTF8.GetString(_sent.ToArray());
        }
    }

    /// <summary>Lets the send that waits through, and all that follow.</summary>
    public void Open()
    {
        lock (_gate)
            _open = true;
        _passage.TrySetResult();
    }

    /// <summary>Waits for the next send to begin.</summary>
    public Task NextSendAsync() => _arrived.WaitAsync(TestContext.Current.CancellationToken);

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Task passage;
        lock (_gate)
        {
            Assert.False(_sending, "Two sends are under way at once.");
            _sending = true;
            Sends++;
            _sent.Write(bytes.Span);
            passage = _open ? Task.CompletedTask : _passage.Task;
        }

        _arrived.Release();
        await passage;
        lock (_gate)
            _sending = false;
        if (Failure is not null)
            throw Failure;
    }

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => new(new TaskCompletionSource<int>().Task);

    public override void EndSend()
    {
    }

    public override void Abort() => Aborted = true;

    protected override void Dispose(bool disposing)
    {
    }
}
