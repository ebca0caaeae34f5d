using System.Text.Json;

namespace Virtwire.Sdk.Cli.Daemons;

/// <summary>An open connection as the tool needs it: methods by their names on the wire.</summary>
internal interface IDaemon : IAsyncDisposable
{
    /// <summary>Calls a method and answers the result object.</summary>
    /// <exception cref="HostException">The daemon answered an error.</exception>
    /// <exception cref="ConnectionLostException">The connection was lost.</exception>
    ValueTask<JsonElement> CallAsync(string method, JsonElement parameters, CancellationToken cancellationToken);

    /// <summary>Subscribes to events. When it returns, every event from then on will be read.</summary>
    /// <param name="parameters">The parameters of <c>Events.subscribe</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HostException">The daemon answered an error.</exception>
    ValueTask<IEventFeed> SubscribeAsync(JsonElement parameters, CancellationToken cancellationToken);
}

/// <summary>The events of a subscription, which ends when this is disposed of.</summary>
internal interface IEventFeed : IAsyncDisposable
{
    /// <summary>The notifications as they are on the wire; gaps are among them.</summary>
    /// <exception cref="HostException">The connection was lost, or too many events have waited to be read.</exception>
    IAsyncEnumerable<JsonElement> ReadAllAsync(CancellationToken cancellationToken);
}

/// <summary>Which daemon, and how it is talked to.</summary>
/// <param name="Uri">The connection URI; null for the default socket.</param>
/// <param name="ReadOnly">Whether the connection may change nothing.</param>
/// <param name="Deadline">How long a call may take; null for the usual.</param>
/// <param name="Token">What says who calls; null where the connection does.</param>
/// <param name="TokenFile">The file that it was read from, where one was named.</param>
internal sealed record DaemonAddress(string? Uri, bool ReadOnly = false, TimeSpan? Deadline = null, string? Token = null, string? TokenFile = null)
{
    /// <summary>The URI. The token is shown to nobody but the daemon.</summary>
    public override string ToString() => Uri ?? "the default socket";
}

/// <summary>Opens a connection.</summary>
/// <param name="address">Which daemon.</param>
/// <param name="cancellationToken">Ends the attempt.</param>
/// <exception cref="ConnectionFailedException">Nobody answers there.</exception>
internal delegate ValueTask<IDaemon> DaemonOpener(DaemonAddress address, CancellationToken cancellationToken);
