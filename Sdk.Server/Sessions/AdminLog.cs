using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>What is logged of those who run the server while it runs.</summary>
internal static partial class AdminLog
{
    [LoggerMessage(2211, LogLevel.Information, "Session {Session} was disconnected by {Identity}: {Reason}")]
    internal static partial void Disconnected(ILogger logger, long session, string identity, string reason);

    [LoggerMessage(2212, LogLevel.Information, "The limits were changed by {Identity}: {Limits}")]
    internal static partial void LimitsChanged(ILogger logger, string identity, ServerLimits limits);

    [LoggerMessage(2213, LogLevel.Information, "The level of the log was set to {Level} by {Identity}.")]
    internal static partial void LevelChanged(ILogger logger, LogLevel level, string identity);
}
