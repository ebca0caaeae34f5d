using System.ComponentModel;
using Virtwire.Sdk.Hosts;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tasks;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>What every emitted handle, collection and service stands on: its connection, its options, and the calls.</summary>
public abstract class ResourceClient
{
    private readonly HostConnection? _connection;

    /// <summary>For mocks: its calls fail.</summary>
    protected ResourceClient()
    {
    }

    /// <summary>One that makes its calls through a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">What goes with each call.</param>
    protected ResourceClient(HostConnection connection, CallOptions options)
    {
        _connection = connection;
        Options = options;
    }

    /// <summary>The connection that the calls go through.</summary>
    /// <exception cref="UnboundHandleException">There is none: it is a mock.</exception>
    protected HostConnection Connection => _connection ?? throw Unbound();

    /// <summary>What goes with each call.</summary>
    protected CallOptions Options { get; }

    /// <summary>Whether both make their calls through the same connection.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool SharesConnectionWith(ResourceClient other) => ReferenceEquals(_connection, other._connection);

    /// <summary>Makes a call that answers nothing.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask CallAsync<TRequest>(MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
    {
        if (!TryBegin<ResultCall<Nothing>>(method, cancellationToken, out var call, out var failure))
            return Failures.Outcome(failure);
        var task = call.VoidTask;
        HostConnection.Send(call, method, request, Options, cancellationToken);
        return task;
    }

    /// <summary>Makes a call.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TResult> CallAsync<TRequest, TResult>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TResult : IWireType<TResult>
    {
        if (!TryBegin<ResultCall<TResult>>(method, cancellationToken, out var call, out var failure))
            return Failures.Outcome<TResult>(failure);
        var task = call.Task;
        HostConnection.Send(call, method, request, Options, cancellationToken);
        return task;
    }

    /// <summary>Makes a call that answers an object of one field.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TResult">The object.</typeparam>
    /// <typeparam name="TValue">Its field.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TValue> CallForValueAsync<TRequest, TResult, TValue>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TResult : IWireSingle<TResult, TValue>
    {
        if (!TryBegin<ValueCall<TResult, TValue>>(method, cancellationToken, out var call, out var failure))
            return Failures.Outcome<TValue>(failure);
        var task = call.Task;
        HostConnection.Send(call, method, request, Options, cancellationToken);
        return task;
    }

    /// <summary>Makes a call that answers an object's handle.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TRef">What stands for the object on the wire.</typeparam>
    /// <typeparam name="THandle">The handle.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<THandle> CallForHandleAsync<TRequest, TRef, THandle>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TRef : IWireStruct<TRef>
        where THandle : IHandle<THandle, TRef>
    {
        if (!TryBegin<HandleCall<TRef, THandle>>(method, cancellationToken, out var call, out var failure))
            return Failures.Outcome<THandle>(failure);
        var task = call.Task;
        call.BindTo(Connection, Options);
        HostConnection.Send(call, method, request, Options, cancellationToken);
        return task;
    }

    /// <summary>Makes a call that starts a task.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TResult">What the task ends with.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async ValueTask<HostTask<TResult>> StartTaskAsync<TRequest, TResult>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TResult : IWireType<TResult>
        => new(Connection, TaskOptions, await BeginTaskAsync(method, request, cancellationToken).ConfigureAwait(false), TaskResults.Plain<TResult>);

    /// <summary>Makes a call that starts a task which tells of its progress.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TProgress">What it tells.</typeparam>
    /// <typeparam name="TResult">What the task ends with.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async ValueTask<HostTask<TProgress, TResult>> StartTaskAsync<TRequest, TProgress, TResult>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TProgress : IWireType<TProgress>
        where TResult : IWireType<TResult>
        => new(Connection, TaskOptions, await BeginTaskAsync(method, request, cancellationToken).ConfigureAwait(false), TaskResults.Plain<TResult>);

    /// <summary>Makes a call that starts a task which ends with an object of one field.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TResult">The object.</typeparam>
    /// <typeparam name="TValue">Its field.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async ValueTask<HostTask<TValue>> StartTaskForValueAsync<TRequest, TResult, TValue>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TResult : IWireSingle<TResult, TValue>
        => new(Connection, TaskOptions, await BeginTaskAsync(method, request, cancellationToken).ConfigureAwait(false), TaskResults.Value<TResult, TValue>);

    /// <summary>Makes a call that starts a task which tells of its progress and ends with an object of one field.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TProgress">What it tells.</typeparam>
    /// <typeparam name="TResult">The object.</typeparam>
    /// <typeparam name="TValue">Its field.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async ValueTask<HostTask<TProgress, TValue>> StartTaskForValueAsync<TRequest, TProgress, TResult, TValue>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TProgress : IWireType<TProgress>
        where TResult : IWireSingle<TResult, TValue>
        => new(Connection, TaskOptions, await BeginTaskAsync(method, request, cancellationToken).ConfigureAwait(false), TaskResults.Value<TResult, TValue>);

    /// <summary>Makes a call that starts a task which ends with an object's handle.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TRef">What stands for the object on the wire.</typeparam>
    /// <typeparam name="THandle">The handle.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async ValueTask<HostTask<THandle>> StartTaskForHandleAsync<TRequest, TRef, THandle>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TRef : IWireStruct<TRef>
        where THandle : IHandle<THandle, TRef>
        => new(Connection, TaskOptions, await BeginTaskAsync(method, request, cancellationToken).ConfigureAwait(false), TaskResults.Handle<TRef, THandle>);

    /// <summary>Makes a call that starts a task which tells of its progress and ends with an object's handle.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TProgress">What it tells.</typeparam>
    /// <typeparam name="TRef">What stands for the object on the wire.</typeparam>
    /// <typeparam name="THandle">The handle.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async ValueTask<HostTask<TProgress, THandle>> StartTaskForHandleAsync<TRequest, TProgress, TRef, THandle>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
        where TProgress : IWireType<TProgress>
        where TRef : IWireStruct<TRef>
        where THandle : IHandle<THandle, TRef>
        => new(Connection, TaskOptions, await BeginTaskAsync(method, request, cancellationToken).ConfigureAwait(false), TaskResults.Handle<TRef, THandle>);

    /// <summary>A list that comes in pages.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TItem">The items.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Pageable<TItem> Page<TRequest, TItem>(MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IPageRequest<TRequest>
        where TItem : IWireType<TItem>
        => new ItemPages<TRequest, TItem>(this, method, request, cancellationToken);

    /// <summary>A list of objects that comes in pages.</summary>
    /// <typeparam name="TRequest">The parameters.</typeparam>
    /// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
    /// <typeparam name="THandle">The handles.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Pageable<THandle> PageHandles<TRequest, TRef, THandle>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IPageRequest<TRequest>
        where TRef : IWireStruct<TRef>
        where THandle : IHandle<THandle, TRef>
        => new HandlePages<TRef, THandle>(new ItemPages<TRequest, TRef>(this, method, request, cancellationToken), Connection, Options);

    /// <summary>The events of a kind.</summary>
    /// <typeparam name="TEvent">The events.</typeparam>
    /// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
    /// <typeparam name="TData">What an event tells.</typeparam>
    /// <param name="descriptor">The kind.</param>
    /// <param name="self">The object whose events are wanted; null for those of all.</param>
    /// <param name="after">The position after which to begin; null for now.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected EventStream<TEvent> Watch<TEvent, TRef, TData>(EventDescriptor<TRef, TData> descriptor, TRef? self, string? after)
        where TEvent : HostEvent, IHostEvent<TEvent, TRef, TData>
        where TRef : struct, IWireStruct<TRef>
        where TData : IWireStruct<TData>
    {
        var connection = Connection;
        return new WatchStream<TEvent, TRef>(
            connection, [descriptor], self, after, request => new WatchReceiver<TEvent, TRef, TData>(connection, descriptor, self, request));
    }

    /// <summary>The events of all kinds of a resource, in the order in which they happened.</summary>
    /// <typeparam name="TEvent">The base class of the events.</typeparam>
    /// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
    /// <param name="self">The object whose events are wanted; null for those of all.</param>
    /// <param name="after">The position after which to begin; null for now.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected EventStream<TEvent> WatchKinds<TEvent, TRef>(TRef? self, string? after)
        where TEvent : HostEvent, IResourceEvent<TEvent, TRef>
        where TRef : struct, IWireStruct<TRef>
    {
        var connection = Connection;
        return new WatchStream<TEvent, TRef>(
            connection, [.. TEvent.Kinds.Select(static kind => kind.Descriptor)], self, after, request => new WatchAllReceiver<TEvent, TRef>(connection, self, request));
    }

    /// <summary>A handle, made without a call.</summary>
    /// <typeparam name="TRef">What stands for the object on the wire.</typeparam>
    /// <typeparam name="THandle">The handle.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected THandle Bind<TRef, THandle>(TRef reference)
        where TRef : IWireStruct<TRef>
        where THandle : IHandle<THandle, TRef>
        => THandle.Bind(Connection, reference, Options);

    /// <summary>Whether a parameter that the caller gave has to be left out, because the server is too old to know it.</summary>
    /// <param name="method">The method, which the server has.</param>
    /// <param name="parameter">The parameter's name on the wire.</param>
    /// <param name="since">The version that brought it.</param>
    /// <param name="isHint">Whether the call makes sense without it.</param>
    /// <exception cref="NotSupportedByPeerException">The server is too old, and the call makes no sense without the parameter.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool Lacks(MethodDescriptor method, string parameter, ApiVersion since, bool isHint)
    {
        if (_connection is null || !_connection.IsOlderThan(method.Namespace, since, out var version))
            return false;
        return isHint ? true : throw Failures.NotSupportedByPeer(method, parameter, since, version);
    }

    // A key is for the one call that it was given to, and the task will be cancelled by another.
    private CallOptions TaskOptions => Options with { IdempotencyKey = null };

    private async ValueTask<BegunTask> BeginTaskAsync<TRequest>(MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireType<TRequest>
    {
        var started = await CallAsync<TRequest, TaskStarted>(method, request, cancellationToken).ConfigureAwait(false);
        var isAbout = WireValue.ToElement<TRequest, TRequest>(request).TryGetProperty("self", out var subject) && !method.Static;
        return new BegunTask(started.Id, method, isAbout ? subject : null);
    }

    /// <summary>Asks for one page.</summary>
    internal ValueTask<Page<TItem>> FetchPageAsync<TRequest, TItem>(
        MethodDescriptor method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IPageRequest<TRequest>
        where TItem : IWireType<TItem>
        => CallForValueAsync<TRequest, WirePage<TItem>, Page<TItem>>(method, request, cancellationToken);

    internal static UnboundHandleException Unbound() =>
        new("The object was made without a connection, as mocks are, and its call was not replaced.");

    private bool TryBegin<TCall>(MethodDescriptor method, CancellationToken cancellationToken, out TCall call, out Exception failure)
        where TCall : PendingCall, new()
    {
        if (_connection is not null)
            return _connection.TryBegin(method, cancellationToken, out call, out failure);
        call = null!;
        failure = Unbound();
        return false;
    }
}
