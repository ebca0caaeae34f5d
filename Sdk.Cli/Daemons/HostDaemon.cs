using System.Text.Json;
using Virtwire.Sdk.Events;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Cli.Daemons;

/// <summary>A daemon behind a <see cref="HostConnection"/>.</summary>
internal sealed class HostDaemon : IDaemon
{
    private static readonly CallOptions Patient = new() { Deadline = Timeout.InfiniteTimeSpan };

    private readonly HostConnection _connection;

    private HostDaemon(HostConnection connection) => _connection = connection;

    /// <summary>Connects. See <see cref="DaemonOpener"/>.</summary>
    public static async ValueTask<IDaemon> OpenAsync(DaemonAddress address, CancellationToken cancellationToken)
    {
        var options = new HostConnectionOptions
        {
            ReadOnly = address.ReadOnly,
            Token = address.Token,
            ClientName = "virtwire",
            ClientVersion = VirtwireTool.Version,

            // A command is one call, which fails with its connection.
            Reconnect = { Enabled = false },
        };
        if (address.Deadline is { } deadline)
            options.Deadline = deadline;
        return new HostDaemon(await HostConnection.OpenAsync(address.Uri, options, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<JsonElement> CallAsync(string method, JsonElement parameters, CancellationToken cancellationToken)
    {
        // Who waits for a task waits for as long as it takes, or says how long in the call's own parameter.
        var options = method == CoreApi.Task.Wait.Name ? Patient : default;
        return _connection.CallAsync(method, parameters, options, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IEventFeed> SubscribeAsync(JsonElement parameters, CancellationToken cancellationToken)
    {
        var request = WireValue.Read<EventsSubscribeRequest, EventsSubscribeRequest>(System.Text.Encoding.UTF8.GetBytes(parameters.GetRawText()), WireMode.Strict);
        var receiver = new AnyEventReceiver(_connection.Options.MaxQueuedEvents, request, name => Wants(request, name));
        await _connection.Events.SubscribeAsync(_connection.Link!.Rpc, receiver).AsTask().WaitAsync(cancellationToken);
        return new Feed(_connection, receiver);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // A task is waited for on a connection that may follow other events as well.
    private static bool Wants(EventsSubscribeRequest request, string name)
    {
        var dot = name.LastIndexOf('.');
        return (request.Kinds is not { Count: > 0 } kinds || kinds.Contains(name) || kinds.Contains(name[(dot + 1)..]))
            && (request.Resources is not { Count: > 0 } resources || resources.Contains(name[..dot]));
    }

    private sealed class Feed(HostConnection connection, AnyEventReceiver receiver) : IEventFeed
    {
        public IAsyncEnumerable<JsonElement> ReadAllAsync(CancellationToken cancellationToken) => receiver.Events.ReadAllAsync(cancellationToken);

        public ValueTask DisposeAsync() => connection.Events.UnsubscribeAsync(receiver);
    }
}
