using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>
/// Who changed what, or tried to: a line for each call of a method that does more than read, and for each identity that was not believed. No parameter
/// is ever in it but the object that the call is on.
/// </summary>
internal static partial class AuditLog
{
    /// <summary>The category.</summary>
    internal const string Category = "Virtwire.Audit";

    [LoggerMessage(2901, LogLevel.Information, "{Identity} called {Method} on {Object}: {Outcome}. Session {Session} over {Transport} from {Address}, trace id {TraceId}.")]
    internal static partial void Called(
        ILogger logger, string identity, string method, string @object, string outcome, string session, string transport, string address, string traceId);

    [LoggerMessage(2902, LogLevel.Warning, "{Identity} was not believed: {Outcome}, {Token}. Session {Session} over {Transport} from {Address}.")]
    internal static partial void Refused(ILogger logger, string identity, string outcome, string token, string session, string transport, string address);
}
