using System.Text.Json;

namespace Virtwire.Sdk.Cli.Daemons;

/// <summary>An open connection as the tool needs it: methods by their names on the wire.</summary>
internal interface IDaemon : IAsyncDisposable
{
    /// <summary>Calls a method and answers the result object.</summary>
    /// <exception cref="HostException">The daemon answered an error.</exception>
    /// <exception cref="ConnectionLostException">The connection was lost.</exception>
    ValueTask<JsonElement> CallAsync(string method, JsonElement parameters, CancellationToken cancellationToken);
}

/// <summary>Opens a connection.</summary>
/// <param name="uri">The connection URI; null for the default socket.</param>
/// <param name="readOnly">Whether the connection may change anything.</param>
/// <param name="cancellationToken">Ends the attempt.</param>
/// <exception cref="ConnectionFailedException">Nobody answers there.</exception>
internal delegate ValueTask<IDaemon> DaemonOpener(string? uri, bool readOnly, CancellationToken cancellationToken);
