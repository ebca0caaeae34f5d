using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server;

/// <summary>The least level that is logged, changed while the server runs. Safe from any thread.</summary>
public interface ILogLevelSwitch
{
    /// <summary>The least level that is logged; <see cref="LogLevel.None"/> for nothing.</summary>
    LogLevel Minimum { get; set; }
}
