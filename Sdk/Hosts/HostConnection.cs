using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Events;
using Virtwire.Sdk.Hosts;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Transports;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>
/// A connection to a host. Its resources are properties that the schemas bring: <c>connection.Domains</c>. All members may be
/// used from any thread, and any number of calls may be under way at once. When it is lost it is made again
/// (<see cref="HostConnectionOptions.Reconnect"/>): handles stay good, event streams go on, calls that were under way have failed.
/// </summary>
public class HostConnection : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Type, ResourceClient> _resources = new();
    private readonly HostLinks? _links;
    private readonly ConnectionUri? _uri;

    /// <summary>For mocks: its calls fail.</summary>
    protected HostConnection()
    {
    }

    private HostConnection(
        ConnectionUri uri, Func<ConnectionUri, CancellationToken, ValueTask<Transport>> connect, HostConnectionOptions options)
    {
        _uri = uri;
        Options = options;
        _links = new HostLinks(cancellationToken => HostLink.OpenAsync(uri, connect, options, Events, cancellationToken), Events, options);
        _links.Changed += change => StateChanged?.Invoke(this, change);
    }

    /// <summary>Tells of changes of <see cref="State"/>, in the thread pool and one after the other. What a handler throws is dropped.</summary>
    public event EventHandler<HostConnectionStateChangedEventArgs>? StateChanged;

    /// <summary>What the connection is good for now.</summary>
    public virtual HostConnectionState State => _links?.State ?? HostConnectionState.Connecting;

    /// <summary>What was connected to.</summary>
    public virtual ConnectionUri Uri => _uri ?? throw Unbound();

    /// <summary>The version of the host API that both sides have agreed on.</summary>
    public virtual ApiVersion PeerVersion => Link?.Peer.Of(HostApi.Description.Namespace) ?? default;

    /// <summary>The server that answered, the last time that the connection was made; null where it did not say.</summary>
    public virtual ServerInfo? Server => Link?.Hello.Server;

    /// <summary>What the server allows this connection; null where it did not say.</summary>
    public virtual SessionLimits? Limits => Link?.Hello.Limits;

    /// <summary>What this connection may do; null where the server did not say.</summary>
    public virtual Role? Role => Link?.Hello.Role;

    /// <summary>The URI of the driver that the connection uses; null where the server did not say.</summary>
    public virtual string? Driver => Link?.Hello.Driver;

    /// <summary>The subscriptions.</summary>
    internal EventHub Events { get; } = new();

    /// <summary>What calls go over now; null for mocks, and before the first greeting was answered.</summary>
    internal HostLink? Link => _links?.Current;

    /// <summary>How it was opened.</summary>
    internal HostConnectionOptions Options { get; } = new();

    /// <summary>
    /// Opens a connection: connects, agrees with the server on versions, driver and role, and returns when calls can be made.
    /// </summary>
    /// <param name="uri">
    /// A connection URI (see <see cref="ConnectionUri"/>); null or empty takes the environment's <c>VIRTWIRE_URI</c>, and without
    /// that the local daemon.
    /// </param>
    /// <param name="options">How it is opened and behaves; null for the usual.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectionUriException">The URI cannot be understood.</exception>
    /// <exception cref="ConnectionFailedException">Nobody answers there, or not in time.</exception>
    /// <exception cref="HostException">The server refuses the connection: the versions, the driver or the caller.</exception>
    public static ValueTask<HostConnection> OpenAsync(
        string? uri, HostConnectionOptions? options = null, CancellationToken cancellationToken = default)
        => OpenAsync(string.IsNullOrEmpty(uri) ? ConnectionUri.Default() : ConnectionUri.Parse(uri), options, cancellationToken);

    /// <inheritdoc cref="OpenAsync(string?, HostConnectionOptions?, CancellationToken)"/>
    public static ValueTask<HostConnection> OpenAsync(
        ConnectionUri uri, HostConnectionOptions? options = null, CancellationToken cancellationToken = default)
        => OpenAsync(uri, HostTransports.ConnectAsync, options ?? new HostConnectionOptions(), cancellationToken);

    /// <summary>
    /// A connection that is made in the background, and made again until it is there: for programs that start before their host does. Calls made before fail with
    /// <see cref="ConnectionFailedException"/>, which says what the last attempt came to; <see cref="StateChanged"/> tells when it is there.
    /// </summary>
    /// <param name="uri">A connection URI, as in <see cref="OpenAsync(string?, HostConnectionOptions?, CancellationToken)"/>.</param>
    /// <param name="options">How it is opened and behaves; null for the usual.</param>
    /// <exception cref="ConnectionUriException">The URI cannot be understood.</exception>
    public static HostConnection Connect(string? uri, HostConnectionOptions? options = null) => Connect(
        string.IsNullOrEmpty(uri) ? ConnectionUri.Default() : ConnectionUri.Parse(uri), HostTransports.ConnectAsync, options ?? new HostConnectionOptions());

    /// <summary>Whether the server has a method, by the versions agreed on. Asks nobody.</summary>
    public virtual bool Supports(MethodDescriptor method) => Link?.Peer.Have(method.Namespace, method.Since) ?? false;

    /// <summary>A collection or service of this connection, always the same one.</summary>
    /// <typeparam name="T">The collection or service.</typeparam>
    public virtual T Resource<T>()
        where T : ResourceClient, IResourceClient<T>
        => (T)_resources.GetOrAdd(typeof(T), static (_, connection) => T.Bind(connection, default), this);

    /// <summary>Makes a call by the method's name, with parameters and result as JSON.</summary>
    /// <param name="method">The method: <c>Domain.getInfo</c>.</param>
    /// <param name="parameters">The parameters: an object, or an array where the method allows it; undefined for none.</param>
    /// <param name="options">What goes with the call.</param>
    /// <param name="cancellationToken">Cancels the call, on the server too.</param>
    /// <exception cref="HostException">The server answers an error.</exception>
    public virtual ValueTask<JsonElement> CallAsync(
        string method, JsonElement parameters, CallOptions options = default, CancellationToken cancellationToken = default)
    {
        var descriptor = Describe(method);
        if (!TryBegin<UntypedCall>(descriptor, cancellationToken, out var call, out var failure))
            return Failures.Outcome<JsonElement>(failure);
        var task = call.Task;
        Send(call, descriptor, new AnyParams(parameters), options, cancellationToken);
        return task;
    }

    /// <summary>Asks the server for a sign of life.</summary>
    public virtual ValueTask PingAsync(CancellationToken cancellationToken = default)
    {
        if (!TryBegin<ResultCall<Nothing>>(HostApi.Host.Ping, cancellationToken, out var call, out var failure))
            return Failures.Outcome(failure);
        var task = call.VoidTask;
        Send(call, HostApi.Host.Ping, default(NoParams), default, cancellationToken);
        return task;
    }

    /// <summary>
    /// Closes the connection: what was sent reaches the server, calls under way fail with <see cref="ConnectionLostException"/>.
    /// A second time does nothing.
    /// </summary>
    [SuppressMessage("Usage", "CA1816", Justification = "There is no finalizer.")]
    public virtual ValueTask DisposeAsync() => _links?.EndAsync() ?? default;

    /// <summary>Opens a connection over a transport that is made elsewhere.</summary>
    internal static async ValueTask<HostConnection> OpenAsync(
        ConnectionUri uri,
        Func<ConnectionUri, CancellationToken, ValueTask<Transport>> connect,
        HostConnectionOptions options,
        CancellationToken cancellationToken)
    {
        var connection = new HostConnection(uri, connect, options);
        await connection._links!.BeginAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>A connection that is made in the background over a transport that is made elsewhere.</summary>
    internal static HostConnection Connect(
        ConnectionUri uri, Func<ConnectionUri, CancellationToken, ValueTask<Transport>> connect, HostConnectionOptions options)
    {
        var connection = new HostConnection(uri, connect, options);
        connection._links!.BeginInBackground();
        return connection;
    }

    /// <summary>What is known of the method of that name, by the schemas that this connection was opened with.</summary>
    internal MethodDescriptor Describe(string method) => UntypedMethod.Describe(method, Options.Apis);

    /// <summary>Whether the version agreed on for a namespace is older than another.</summary>
    internal bool IsOlderThan(string schemaNamespace, ApiVersion since, out ApiVersion? version)
    {
        version = Link?.Peer.Of(schemaNamespace);
        return version < since;
    }

    /// <summary>A new call, to be given to <see cref="Send"/>; a failure where there can be none.</summary>
    internal bool TryBegin<TCall>(MethodDescriptor method, CancellationToken cancellationToken, out TCall call, out Exception failure)
        where TCall : PendingCall, new()
    {
        call = null!;
        if (cancellationToken.IsCancellationRequested)
            failure = new OperationCanceledException(cancellationToken);
        else if (Link is not { } link)
            failure = WithoutLink();
        else if (!link.Peer.Have(method.Namespace, method.Since))
            failure = Failures.NotSupportedByPeer(method, link.Peer.Of(method.Namespace));
        else
            return link.Rpc.TryBegin(method, out call, out failure);
        return false;
    }

    /// <summary>Sends a call. Never throws: what goes wrong becomes the call's outcome.</summary>
    internal static void Send<TRequest>(
        PendingCall call, MethodDescriptor method, TRequest request, in CallOptions options, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        => call.Connection.Send(call, method, request, options, cancellationToken);

    /// <summary>Why there is no link: it is not made yet, or this is a mock.</summary>
    internal HostException WithoutLink() => _links is { } links ? links.NotYet() : Unbound();

    private static UnboundHandleException Unbound() =>
        new("The connection is a mock, and its member was not replaced.");
}
