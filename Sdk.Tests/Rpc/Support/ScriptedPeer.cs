using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>A connection whose other end is the test: it reads what the client sends, and answers what and when it likes.</summary>
internal sealed class ScriptedPeer : INotificationHandler, IAsyncDisposable
{
    public static readonly MethodDescriptor Method = new("Test.double")
    {
        Namespace = "test",
        Since = new ApiVersion(1, 0),
        Access = MethodAccess.Read,
        Errors = ErrorFactory.BuiltIn,
        Static = true,
    };

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly StringBuilder _received = new();

    public ScriptedPeer(RpcOptions? options = null, INotificationHandler? notifications = null)
    {
        (var near, Transport) = MemoryTransport.CreatePair();
        Connection = new RpcConnection(near, new LineFraming(1 << 20), notifications ?? this, options ?? new RpcOptions());
        Running = Task.Run(Connection.RunAsync);
    }

    /// <summary>The client's end.</summary>
    public RpcConnection Connection { get; }

    /// <summary>Ends with the connection.</summary>
    public Task<CloseReason> Running { get; }

    /// <summary>The peer's end.</summary>
    public MemoryTransport Transport { get; }

    /// <summary>The notifications that the client got.</summary>
    public List<string> Notifications { get; } = [];

    /// <summary>What the client was told at the end.</summary>
    public CloseReason? Closed { get; private set; }

    /// <summary>Makes a call.</summary>
    public ValueTask<Number> CallAsync(int value, CallOptions options = default) => CancellableCallAsync(value, options, CancellationToken.None);

    /// <summary>Makes a call that can be cancelled.</summary>
    public ValueTask<Number> CancellableCallAsync(int value, CallOptions options, CancellationToken cancellationToken)
    {
        if (!Connection.TryBegin<ResultCall<Number>>(Method, out var call, out var failure))
            return ValueTask.FromException<Number>(failure);
        var task = call.Task;
        Connection.Send(call, Method, new Number(value), options, cancellationToken);
        return task;
    }

    /// <summary>The next line that the client sent.</summary>
    public async Task<string> NextLineAsync()
    {
        while (true)
        {
            var text = _received.ToString();
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            if (end >= 0)
            {
                _received.Remove(0, end + 1);
                return text[..end];
            }

            var count = await Transport.ReceiveAsync(_buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.True(count > 0, "The client sent nothing more.");
            _received.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        }
    }

    /// <summary>The next message that the client sent.</summary>
    public async Task<JsonElement> NextAsync() => JsonElement.Parse(await NextLineAsync());

    /// <summary>Sends a line as it is.</summary>
    public ValueTask SendAsync(string line) => Transport.SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Answers a call with a number.</summary>
    public ValueTask AnswerAsync(JsonElement call, int value) => SendAsync(Answer(call.GetProperty("id").GetInt64(), value));

    /// <summary>An answer in the usual form.</summary>
    public static string Answer(long id, int value) => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"value":{{{value}}}}}""";

    public void OnNotification(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters) =>
        Notifications.Add($"{Encoding.UTF8.GetString(method)} {Encoding.UTF8.GetString(parameters)}");

    public void OnClosed(CloseReason reason) => Closed = reason;

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Running;
        Transport.Dispose();
        Assert.Equal(0, Connection.Calls.InUse);
    }
}
