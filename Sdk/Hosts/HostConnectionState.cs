namespace Virtwire.Sdk;

/// <summary>What a connection is good for.</summary>
public enum HostConnectionState
{
    /// <summary>It is being opened.</summary>
    Connecting,

    /// <summary>Calls can be made.</summary>
    Connected,

    /// <summary>It was lost, and is being made again: calls fail, event streams wait.</summary>
    Reconnecting,

    /// <summary>It has ended, and does not come back.</summary>
    Closed,
}

/// <summary>Tells that the state of a connection has changed.</summary>
public sealed class HostConnectionStateChangedEventArgs : EventArgs
{
    /// <summary>A change.</summary>
    /// <param name="state">The new state.</param>
    /// <param name="reason">What brought it about; null where the application itself did, and for a connection that is there again.</param>
    public HostConnectionStateChangedEventArgs(HostConnectionState state, ConnectionLostException? reason)
    {
        State = state;
        Reason = reason;
    }

    /// <summary>The new state.</summary>
    public HostConnectionState State { get; }

    /// <summary>What brought it about; null where the application itself did, and for a connection that is there again.</summary>
    public ConnectionLostException? Reason { get; }
}
