namespace Virtwire.Sdk.Server.Bindings;

/// <summary>What the first bytes of a connection say about one protocol.</summary>
internal enum Detection
{
    /// <summary>They fit, and are too few to be sure.</summary>
    NeedMore,

    /// <summary>They are another protocol's.</summary>
    No,

    /// <summary>They are this protocol's.</summary>
    Yes,
}
