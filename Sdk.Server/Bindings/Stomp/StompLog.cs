using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>What STOMP connections log.</summary>
internal static partial class StompLog
{
    [LoggerMessage(2601, LogLevel.Information, "Session {Session} is closed: {Reason}")]
    internal static partial void Refused(ILogger logger, string session, string reason);

    [LoggerMessage(2602, LogLevel.Warning, "Session {Session}: the peer is dead. It was to send something every {Interval} ms, and nothing came.")]
    internal static partial void Silent(ILogger logger, string session, int interval);

    [LoggerMessage(2603, LogLevel.Debug, "Session {Session}: the next message belongs to flow {Flow}.")]
    internal static partial void Flow(ILogger logger, string session, string flow);

    [LoggerMessage(2604, LogLevel.Debug, "Session {Session}: an answer was dropped, because nothing is subscribed to '{Destination}'.")]
    internal static partial void NoSubscription(ILogger logger, string session, string destination);

    [LoggerMessage(2605, LogLevel.Warning, "Session {Session} could not consume message {Message}. It is the {Count}. of this session, and is not sent again.")]
    internal static partial void NotConsumed(ILogger logger, string session, string message, long count);
}
