using System.Text;
using System.Threading.Channels;
using Virtwire.Sdk.Rpc;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>Writes down what a connection hands over.</summary>
internal sealed class RecordingHandler : IMessageHandler
{
    private readonly Channel<bool> _batches = Channel.CreateUnbounded<bool>();

    public List<string> Found { get; } = [];

    /// <summary>Done with each message, if set.</summary>
    public Action<string>? OnMessageDo { get; set; }

    /// <summary>Waits for the next batch to end.</summary>
    public async Task NextBatchAsync() => await _batches.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void OnMessage(ReadOnlySpan<byte> message)
    {
        var text = Encoding.UTF8.GetString(message);
        Found.Add(text.Length > 100 ? $"({text.Length} bytes)" : text);
        OnMessageDo?.Invoke(text);
    }

    public void OnTooLarge() => Found.Add("(too large)");

    public IThreadPoolWorkItem? TakeWork()
    {
        _batches.Writer.TryWrite(true);
        return null;
    }
}
