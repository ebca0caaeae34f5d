using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>What tasks log.</summary>
internal static partial class TaskLog
{
    [LoggerMessage(2401, LogLevel.Error, "The task {Task} of {Method} failed; who asks is told the trace id {TraceId}.")]
    internal static partial void TaskFailed(ILogger logger, string task, string method, string traceId, Exception exception);
}
