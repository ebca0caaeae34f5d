namespace Virtwire.Sdk;

/// <summary>
/// How a connection that was lost is made again. What was under way then fails with <see cref="ConnectionLostException"/>, whether the
/// connection comes back or not: no call is ever made a second time. Event streams go on after the last event that came.
/// </summary>
public sealed class ReconnectOptions
{
    /// <summary>Whether it is made again. Without, it is <see cref="HostConnectionState.Closed"/> once it is lost.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How long to wait before the first attempt, at most: each wait is of random length between half of it and the whole, so that not all
    /// clients come back at once.
    /// </summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long to wait between two attempts at most: each wait is twice as long as the one before until then. A connection that has held for
    /// as long as this begins anew with the first delay when it is lost.
    /// </summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);
}
