using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>What tasks log.</summary>
internal static partial class TaskLog
{
    [LoggerMessage(2401, LogLevel.Error, "The task {Task} of {Method} failed; who asks is told the trace id {TraceId}.")]
    internal static partial void TaskFailed(ILogger logger, string task, string method, string traceId, Exception exception);

    [LoggerMessage(2402, LogLevel.Warning, "The last line of the task journal {Path} was not written to its end, and is left out.")]
    internal static partial void JournalTorn(ILogger logger, string path);

    [LoggerMessage(2403, LogLevel.Error, "The task journal {Path} cannot be written, and no task can be started. Trying again until it can.")]
    internal static partial void JournalFails(ILogger logger, string path, Exception exception);

    [LoggerMessage(2404, LogLevel.Warning, "The task journal {Path} is written again, with all that has happened meanwhile.")]
    internal static partial void JournalWorksAgain(ILogger logger, string path);
}
