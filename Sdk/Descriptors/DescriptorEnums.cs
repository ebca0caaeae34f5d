namespace Virtwire.Sdk;

/// <summary>What a caller must be allowed to do.</summary>
public enum MethodAccess
{
    /// <summary>Changes nothing: the role <c>read</c>.</summary>
    Read,

    /// <summary>Changes objects: the role <c>operate</c>.</summary>
    Write,

    /// <summary>Changes the server, or reads what only its owner may: the role <c>admin</c>.</summary>
    Admin,
}

/// <summary>Which way bytes travel beside a call.</summary>
public enum StreamDirection
{
    /// <summary>No bytes beside the call.</summary>
    None,

    /// <summary>From the client.</summary>
    Up,

    /// <summary>To the client.</summary>
    Down,

    /// <summary>Both ways.</summary>
    Both,
}

/// <summary>How an event reaches its subscribers.</summary>
public enum EventDelivery
{
    /// <summary>Kept for a while, so that a subscriber can resume after a break.</summary>
    Replay,

    /// <summary>Only for those who listen now.</summary>
    Live,
}
