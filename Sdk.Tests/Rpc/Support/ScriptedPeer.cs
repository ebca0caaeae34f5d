using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>A connection whose other end is the test.</summary>
internal sealed class ScriptedPeer : PeerEnd, INotificationHandler, IAsyncDisposable
{
    public static readonly MethodDescriptor Method = new("Test.double")
    {
        Namespace = "test",
        Since = new ApiVersion(1, 0),
        Access = MethodAccess.Read,
        Errors = ErrorFactory.BuiltIn,
        Static = true,
    };

    private readonly TaskCompletionSource<Task<CloseReason>> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScriptedPeer(RpcOptions? options = null)
        : this(MemoryTransport.CreatePair(), options ?? new RpcOptions())
    {
    }

    public ScriptedPeer(ClientMode mode, RpcOptions? options = null, bool started = true)
        : this(MemoryTransport.CreatePair(), mode.On(options ?? new RpcOptions()), started)
    {
    }

    private ScriptedPeer((MemoryTransport Near, MemoryTransport Far) pair, RpcOptions options, bool started = true)
        : base(pair.Far)
    {
        Connection = new RpcConnection(pair.Near, new LineFraming(1 << 20), this, options);
        Running = _started.Task.Unwrap();
        if (started)
            Start();
    }

    /// <summary>Lets the client read.</summary>
    public void Start() => _started.SetResult(Task.Run(Connection.RunAsync));

    /// <summary>The client's end.</summary>
    public RpcConnection Connection { get; }

    /// <summary>Ends with the connection.</summary>
    public Task<CloseReason> Running { get; }

    /// <summary>The notifications that the client got.</summary>
    public List<string> Notifications { get; } = [];

    /// <summary>What the client was told at the end.</summary>
    public CloseReason? Closed { get; private set; }

    /// <summary>An answer in the usual form.</summary>
    public static string Answer(long id, int value) => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"value":{{{value}}}}}""";

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

    /// <summary>Answers a call with a number.</summary>
    public ValueTask AnswerAsync(JsonElement call, int value) => SendAsync(Answer(call.GetProperty("id").GetInt64(), value));

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
