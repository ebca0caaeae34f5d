using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Hosts;

/// <summary>How long to wait before each attempt to make a connection again.</summary>
internal sealed class BackOff(ReconnectOptions options, TimeProvider time)
{
    private long _connected = time.GetTimestamp();
    private int _attempts;

    /// <summary>Notes that the connection has been made.</summary>
    public void Connected() => _connected = time.GetTimestamp();

    /// <summary>Notes that it is lost. One that never holds for long is not tried faster for having been made.</summary>
    public void Lost()
    {
        if (time.GetElapsedTime(_connected) >= options.MaxDelay)
            _attempts = 0;
    }

    /// <summary>The wait before the next attempt.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "Nobody gains by guessing when a client comes back.")]
    public TimeSpan Next()
    {
        const int MostDoublings = 30;
        var longest = options.FirstDelay * Math.Pow(2, Math.Min(_attempts++, MostDoublings));
        var bounded = longest < options.MaxDelay ? longest : options.MaxDelay;
        return bounded * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
