namespace Virtwire.Sdk.Server;

/// <summary>What a server lets its callers use at most. What goes beyond is refused with an error that names the limit.</summary>
public sealed record ServerLimits
{
    /// <summary>The largest message that is read or answered, in bytes.</summary>
    public int MessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most calls under way on one connection.</summary>
    public int InFlight { get; init; } = 1024;

    /// <summary>The most calls in one batch.</summary>
    public int BatchLength { get; init; } = 1024;

    /// <summary>The most subscriptions of one connection.</summary>
    public int Subscriptions { get; init; } = 256;

    /// <summary>The most bytes that may wait for a peer which does not read; one that lets more pile up is cut off.</summary>
    public int OutboxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most connections; 0 means as many as the system allows.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>
    /// The most connections of whom is not known yet who they are, or which have no role until they show a token; 0 for as many as there may be
    /// connections. Up to as many again are told why they are refused; those beyond are only closed.
    /// </summary>
    public int UnauthenticatedConnections { get; init; } = 256;

    /// <summary>
    /// The most calls that one identity may make in a second, on all its connections together; a second's calls may come at once. 0, the default, for
    /// as many as it likes.
    /// </summary>
    public int CallsPerSecond { get; init; }

    /// <summary>The most bytes of the header of a message or of a request.</summary>
    public int HeaderBytes { get; init; } = 32 * 1024;

    /// <summary>The most threads on which drivers may block.</summary>
    public int WorkerThreads { get; init; } = 32;

    /// <summary>The most calls that may wait for such a thread.</summary>
    public int WaitingCalls { get; init; } = 4096;

    /// <summary>How many events of a driver are kept for those who come back.</summary>
    public int KeptEvents { get; init; } = 8192;

    /// <summary>The most tasks of one driver that run at once.</summary>
    public int RunningTasks { get; init; } = 256;

    /// <summary>How many tasks of a driver are remembered after their end; the one that ended first is forgotten first.</summary>
    public int KeptTasks { get; init; } = 1000;

    /// <summary>How long a task is remembered after its end.</summary>
    public TimeSpan TaskMemory { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a TLS handshake may take.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may take to show which protocol it speaks.</summary>
    public TimeSpan Detection { get; init; } = TimeSpan.FromSeconds(10);
}
