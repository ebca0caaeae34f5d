namespace Virtwire.Sdk.Benchmarks.Peers.Virtwire;

/// <summary>How both halves of a peer of ours run.</summary>
internal enum PeerMode
{
    /// <summary>As they come: continuations of a batch in one item of the thread pool.</summary>
    Default,

    /// <summary>Continuations run on the thread that reads.</summary>
    Inline,

    /// <summary>The same, and both sides look for the next bytes for 50 µs before they wait for them.</summary>
    Spin,
}
