using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>What listening logs.</summary>
internal static partial class ListeningLog
{
    [LoggerMessage(2301, LogLevel.Information, "Listening on {EndPoint}.")]
    internal static partial void Listening(ILogger logger, string endPoint);

    [LoggerMessage(2302, LogLevel.Warning, "Accepting on {EndPoint} failed, and is tried again.")]
    internal static partial void AcceptFailed(ILogger logger, string endPoint, Exception exception);

    [LoggerMessage(2303, LogLevel.Information, "The connection from {Peer} is closed: its first bytes are of no protocol that is served here.")]
    internal static partial void UnknownProtocol(ILogger logger, string peer);

    [LoggerMessage(2304, LogLevel.Information, "The connection from {Peer} is closed: it did not show its protocol in time.")]
    internal static partial void DetectionTimedOut(ILogger logger, string peer);

    [LoggerMessage(2305, LogLevel.Debug, "The connection from {Peer} was closed before it showed its protocol.")]
    internal static partial void ClosedBeforeDetection(ILogger logger, string peer);

    [LoggerMessage(2306, LogLevel.Warning, "The connection from {Peer} is closed: there are {Maximum} connections, which is the most.")]
    internal static partial void TooManyConnections(ILogger logger, string peer, int maximum);

    [LoggerMessage(2309, LogLevel.Warning, "The connection from {Peer} is closed: there are too many that have not shown who they are; the most is {Maximum}.")]
    internal static partial void TooManyStrangers(ILogger logger, string peer, int maximum);

    [LoggerMessage(2308, LogLevel.Information, "The connection from {Peer} is closed: its TLS handshake failed: {Reason}")]
    internal static partial void HandshakeFailed(ILogger logger, string peer, string reason);

    [LoggerMessage(2307, LogLevel.Error, "Serving the connection from {Peer} failed.")]
    internal static partial void ServingFailed(ILogger logger, string peer, Exception exception);
}
