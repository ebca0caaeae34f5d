using System.Text.Json;

namespace Virtwire.Sdk.Cli.Daemons;

/// <summary>A daemon behind a <see cref="HostConnection"/>.</summary>
internal sealed class HostDaemon : IDaemon
{
    private readonly HostConnection _connection;

    private HostDaemon(HostConnection connection) => _connection = connection;

    /// <summary>Connects. See <see cref="DaemonOpener"/>.</summary>
    public static async ValueTask<IDaemon> OpenAsync(string? uri, bool readOnly, CancellationToken cancellationToken)
    {
        var options = new HostConnectionOptions
        {
            ReadOnly = readOnly,
            ClientName = "virtwire",
            ClientVersion = VirtwireTool.Version,

            // A command is one call, which fails with its connection.
            Reconnect = { Enabled = false },
        };
        return new HostDaemon(await HostConnection.OpenAsync(uri, options, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<JsonElement> CallAsync(string method, JsonElement parameters, CancellationToken cancellationToken) =>
        _connection.CallAsync(method, parameters, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
