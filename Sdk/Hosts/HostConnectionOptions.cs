namespace Virtwire.Sdk;

/// <summary>How a connection is opened, and how its calls behave.</summary>
public sealed class HostConnectionOptions
{
    /// <summary>How long a call may take unless its own options say otherwise; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long connecting and greeting may take together; of a connection that is made again, the resuming of event streams as well.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How messages are told apart; null for what the URI says.</summary>
    public UriFraming? Framing { get; set; }

    /// <summary>
    /// How often heart-beats are offered to the server and wanted of it, where STOMP is spoken; zero for none. The server decides with it
    /// what is agreed on. A connection whose server is silent for longer is lost, and made again as any other.
    /// </summary>
    public TimeSpan HeartBeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>By how much of the agreed time heart-beats of the server may be late: 0.1 for a tenth.</summary>
    public double HeartBeatGrace { get; set; } = 0.1;

    /// <summary>What this program calls itself in the server's log; null for the process's name.</summary>
    public string? ClientName { get; set; }

    /// <summary>This program's version, for the server's log.</summary>
    public string? ClientVersion { get; set; }

    /// <summary>What proves the caller's identity to the server; null for what the transport says of it.</summary>
    public string? Token { get; set; }

    /// <summary>Whether the connection is to change nothing, also where the URI does not ask for that.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>
    /// Whether the code behind an <c>await</c> of a call runs on the very thread that reads the connection. It is faster, and
    /// nothing else is read meanwhile: such code must never block, least of all on another call.
    /// </summary>
    public bool InlineContinuations { get; set; }

    /// <summary>
    /// How long the connection looks for the server's next bytes before it waits to be woken for them; zero, the default, not to. Some
    /// 50 µs make a caller who waits for one answer after the other several times as fast where the server does the same, for a
    /// processor that is busy meanwhile. It adapts: where looking is in vain it is seldom done, and with one processor never. At most 1 ms.
    /// </summary>
    public TimeSpan Spin { get; set; }

    /// <summary>The largest message that is read, in bytes. The connection ends when the server sends a larger one.</summary>
    public int MaxMessageBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many bytes may wait for the server to read them before further calls fail.</summary>
    public long MaxOutboxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How a connection that was lost is made again.</summary>
    public ReconnectOptions Reconnect { get; } = new();

    /// <summary>How many events a subscription keeps until they are enumerated; with one more it ends.</summary>
    public int MaxQueuedEvents { get; set; } = 16 * 1024;

    /// <summary>
    /// The namespaces beside the host API that this program was built with, such as a vendor's: their versions and features are negotiated
    /// when the connection is opened, and <see cref="HostConnection.Supports"/> knows them.
    /// </summary>
    public IList<ApiDescription> Apis { get; } = [];

    /// <summary>What time it is, for deadlines and for the waits between attempts to reconnect.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
