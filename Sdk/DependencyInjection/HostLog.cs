using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.DependencyInjection;

/// <summary>What an application's log is told of its hosts.</summary>
internal static partial class HostLog
{
    /// <summary>The category.</summary>
    public const string Category = "Virtwire.Sdk";

    /// <summary>Logs each change of a connection's state.</summary>
    public static void Follow(HostConnection connection, string name, ILogger logger) => connection.StateChanged += (_, change) =>
    {
        switch (change.State)
        {
            case HostConnectionState.Connected:
                Connected(logger, name, connection.Uri);
                break;
            case HostConnectionState.Reconnecting:
                Lost(logger, name, connection.Uri, change.Reason?.Message);
                break;
            case HostConnectionState.Closed when change.Reason is { } reason:
                GivenUp(logger, name, connection.Uri, reason.Message);
                break;
        }
    };

    [LoggerMessage(1101, LogLevel.Information, "The host {Name} at {Uri} is connected.")]
    private static partial void Connected(ILogger logger, string name, ConnectionUri uri);

    [LoggerMessage(1102, LogLevel.Warning, "The connection to the host {Name} at {Uri} is lost, and is made again: {Reason}")]
    private static partial void Lost(ILogger logger, string name, ConnectionUri uri, string? reason);

    [LoggerMessage(1103, LogLevel.Error, "The connection to the host {Name} at {Uri} cannot be made again: {Reason}")]
    private static partial void GivenUp(ILogger logger, string name, ConnectionUri uri, string reason);
}
