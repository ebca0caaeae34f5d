using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Drivers.Test.State;

/// <summary>What the keeper logs.</summary>
internal static partial class StateLog
{
    [LoggerMessage(2501, LogLevel.Error, "State cannot be kept in {Directory}, and calls that change it fail. Trying again until it can.")]
    internal static partial void NotKept(ILogger logger, string directory, Exception exception);

    [LoggerMessage(2502, LogLevel.Warning, "State is kept in {Directory} again, with all that has changed meanwhile.")]
    internal static partial void KeptAgain(ILogger logger, string directory);
}
