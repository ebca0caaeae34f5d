namespace Virtwire.Sdk.Rpc;

/// <summary>A connection whose ends tell each other that they live. Used by the thread of the heart-beats: nothing here may wait.</summary>
internal interface IHeartBeatPeer
{
    /// <summary>A number that changes whenever something was sent.</summary>
    long Sent { get; }

    /// <summary>A number that changes whenever something was received.</summary>
    long Received { get; }

    /// <summary>Whether something has arrived that nobody has received yet.</summary>
    bool HasUnread { get; }

    /// <summary>Sends something.</summary>
    void Beat();

    /// <summary>Nothing has come for longer than agreed on: the peer is dead. Called once.</summary>
    /// <param name="milliseconds">How often something was to come.</param>
    void OnSilent(int milliseconds);
}
