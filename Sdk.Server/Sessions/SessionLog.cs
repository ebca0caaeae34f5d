using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>What sessions log.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(2201, LogLevel.Error, "{Method} failed; the caller was told the trace id {TraceId}.")]
    internal static partial void CallFailed(ILogger logger, string method, string traceId, Exception exception);

    [LoggerMessage(2202, LogLevel.Information, "Session {Session} of {Identity} begins on {Binding} from {EndPoint}.")]
    internal static partial void SessionBegins(ILogger logger, string session, string identity, string binding, string endPoint);

    [LoggerMessage(2203, LogLevel.Information, "Session {Session} ends: {Reason}")]
    internal static partial void SessionEnds(ILogger logger, string session, string reason);

    [LoggerMessage(2205, LogLevel.Debug, "Session {Session}: {Method} was answered with {Error} ({Code}); the trace id is {TraceId}.")]
    internal static partial void ErrorAnswered(ILogger logger, string session, string method, string? error, int code, string? traceId);

    [LoggerMessage(2204, LogLevel.Warning, "Session {Session} is cut off: it reads too slowly, and {Bytes} bytes wait for it.")]
    internal static partial void SlowConsumer(ILogger logger, string session, long bytes);
}
