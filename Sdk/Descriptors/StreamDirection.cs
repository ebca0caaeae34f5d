namespace Virtwire.Sdk;

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
