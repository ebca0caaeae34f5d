using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server;

/// <summary>
/// A switch that loggers ask: <c>logging.SetMinimumLevel(LogLevel.Trace).AddFilter(levels.IsEnabled)</c>. The loggers' own minimum must
/// not be above what the switch shall let through.
/// </summary>
/// <param name="minimum">The level at the beginning.</param>
public sealed class LogLevelSwitch(LogLevel minimum) : ILogLevelSwitch
{
    private volatile int _minimum = (int)minimum;

    /// <inheritdoc/>
    public LogLevel Minimum
    {
        get => (LogLevel)_minimum;
        set => _minimum = (int)value;
    }

    /// <summary>Whether a level is logged now.</summary>
    public bool IsEnabled(LogLevel level) => level >= Minimum && level != LogLevel.None;
}
