namespace Virtwire.Sdk;

/// <summary>How an event reaches its subscribers.</summary>
public enum EventDelivery
{
    /// <summary>Kept for a while, so that a subscriber can resume after a break.</summary>
    Replay,

    /// <summary>Only for those who listen now.</summary>
    Live,
}
