using System.Globalization;
using Virtwire.Sdk.Benchmarks.Peers;
using Virtwire.Sdk.Benchmarks.Peers.Virtwire;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>The peers and their loads. A peer more is an entry more here.</summary>
/// <param name="directory">Where their sockets are.</param>
internal sealed class PeerCatalog(string directory)
{
    /// <summary>Idle connections beside the one that works, of the peer that shows what they cost.</summary>
    public const int IdleConnections = 5000;

    /// <summary>Connections that one source's events go to.</summary>
    public const int Subscribers = 1000;

    /// <summary>Domains of the smaller and of the larger host.</summary>
    public const int FewDomains = 100, ManyDomains = 10_000;

    private static readonly Cell[] Calls =
    [
        new(Loads.Ping, 1), new(Loads.Ping, 64), new(Loads.Ping, 1024),
        new(Loads.State, 1), new(Loads.State, 64), new(Loads.State, 1024),
    ];

    private static readonly Cell[] Lists = [new(Loads.List, 1), new(Loads.List, 64)];
    private static readonly Cell[] Lookups = [new(Loads.Lookup, 1), new(Loads.Lookup, 64)];
    private static readonly Cell Work = new(Loads.Work, 64);
    private static readonly Cell Alone = new(Loads.State, 1);

    /// <summary>A thousand callers on a hundred connections.</summary>
    public static readonly Cell Thousand = new(Loads.State, 1000);

    /// <summary>Events of one source, of 64 guests at once.</summary>
    public static readonly Cell Fanout = new(Loads.Events, 64);

    /// <summary>Every peer that this tool brings.</summary>
    public IReadOnlyList<PeerPlan> All() =>
        [
            Ours(PeerNames.Lines, "lines", PeerMode.Default, [.. Calls, .. Lists, .. Lookups, Work, new(Loads.Mixed, 1024)]),
            Echo(PeerNames.Echo, "echo", 1, [.. Calls, .. Lists]),
            Ours(PeerNames.Inline, "inline", PeerMode.Inline, [.. Calls, .. Lists, .. Lookups, Work]),
            Ours(PeerNames.Spin, "spin", PeerMode.Spin, [.. Calls, .. Lists, .. Lookups, Work]),
            Ours(PeerNames.Headers, "headers", PeerMode.Default, [new(Loads.State, 64)], framing: "headers"),
            new(PeerNames.Embedded, null, PeerCommand.Self("virtwire-client", "test:///default", "1", "0", nameof(PeerMode.Default)), Calls),
            Http(PeerNames.Http2, "h2c", "Http2", [.. Calls, .. Lists, Work]),
            Http(PeerNames.Http1, "http1", "Http1", [.. Calls, .. Lists]),
            new(PeerNames.Libvirt, PeerCommand.Self("libvirt-server", PathOf("libvirt")), PeerCommand.Self("libvirt-client", PathOf("libvirt")), Lookups),
            Echo(PeerNames.Many(PeerNames.Echo), "echo-many", 100, [Thousand]),
            Ours(PeerNames.Many(PeerNames.Lines), "many", PeerMode.Default, [Thousand], connections: 100),
            Ours(PeerNames.Many(PeerNames.Inline), "many-inline", PeerMode.Inline, [Thousand], connections: 100),
            Ours(PeerNames.Many(PeerNames.Spin), "many-spin", PeerMode.Spin, [Thousand], connections: 100),
            Ours(PeerNames.ManyIdle, "idle", PeerMode.Default, [new(Loads.State, 64)], idle: IdleConnections),
            new(
                PeerNames.Subscribers,
                PeerCommand.Self("daemon", PathOf("events"), Text(Loads.Records), nameof(PeerMode.Default)),
                PeerCommand.Self("events-client", PathOf("events"), Text(Subscribers)),
                [Fanout]),
            Ours(PeerNames.FewDomains, "few", PeerMode.Default, [new(Loads.ListAll, 1), new(Loads.Lookup, 64)], domains: FewDomains),
            Ours(PeerNames.ManyDomains, "domains", PeerMode.Default, [new(Loads.ListAll, 1), new(Loads.Lookup, 64)], domains: ManyDomains),
            Echo(PeerNames.Echo, "echo-core", 1, []).OnOneCore(Alone),
            Ours(PeerNames.Lines, "lines-core", PeerMode.Default, []).OnOneCore(Alone),
            Http(PeerNames.Http2, "h2c-core", "Http2", []).OnOneCore(Alone),
        ];

    /// <summary>A peer of somebody else's, as the command line gives it: <c>NAME=SERVER::CLIENT</c>.</summary>
    /// <exception cref="ArgumentException">It is not of that form.</exception>
    public PeerPlan External(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var between = text.IndexOf("::", StringComparison.Ordinal);
        if (equals <= 0 || between < equals)
            throw new ArgumentException($"--peer '{text}' is not NAME=SERVER_COMMAND::CLIENT_COMMAND.");
        var name = text[..equals];
        var server = text[(equals + 1)..between].Trim();
        var client = text[(between + 2)..].Trim();
        if (client.Length == 0)
            throw new ArgumentException($"--peer '{text}' has no client command.");
        var socket = PathOf("peer-" + name.Length.ToString(CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N")[..8]);
        return new PeerPlan(
            name,
            server.Length == 0 ? null : PeerCommand.Shell(server.Replace("{socket}", socket, StringComparison.Ordinal)),
            PeerCommand.Shell(client.Replace("{socket}", socket, StringComparison.Ordinal)),
            [.. Calls, .. Lists, .. Lookups]);
    }

    private PeerPlan Ours(
        string name,
        string socket,
        PeerMode mode,
        IReadOnlyList<Cell> cells,
        string framing = "lines",
        int connections = 1,
        int idle = 0,
        int domains = Loads.Records) => new(
            name,
            PeerCommand.Self("daemon", PathOf(socket), Text(domains), mode.ToString()),
            PeerCommand.Self(
                "virtwire-client",
                $"{DaemonPeer.Scheme}+unix:///default?socket={PathOf(socket)}&framing={framing}",
                Text(connections),
                Text(idle),
                mode.ToString()),
            cells);

    // The echo asks our daemon how long its answers are: the same bytes go both ways.
    private PeerPlan Echo(string name, string socket, int connections, IReadOnlyList<Cell> cells) => new(
        name,
        PeerCommand.Self("echo-server", PathOf(socket)),
        PeerCommand.Self("echo-client", PathOf(socket), PathOf("lines"), Text(connections)),
        cells);

    private PeerPlan Http(string name, string socket, string protocol, IReadOnlyList<Cell> cells) => new(
        name,
        PeerCommand.Self("http-server", PathOf(socket), protocol),
        PeerCommand.Self("http-client", PathOf(socket), protocol),
        cells);

    private string PathOf(string socket) => Path.Combine(directory, socket);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
