using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>What HTTP logs.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(2701, LogLevel.Error, "Serving {Method} {Path} failed, trace id {TraceId}.")]
    internal static partial void RequestFailed(ILogger logger, string method, string path, string traceId, Exception exception);

    [LoggerMessage(2702, LogLevel.Information, "{Method} {Path} is refused with {Status}: {Reason}")]
    internal static partial void RequestRefused(ILogger logger, string method, string path, int status, string reason);
}
