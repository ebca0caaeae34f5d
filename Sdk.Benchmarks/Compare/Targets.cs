using Virtwire.Sdk.Benchmarks.Measuring;
using Virtwire.Sdk.Benchmarks.Peers;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>
/// The target table. The floor is what the default mode must hold; the goal is what we are after in the best mode, which has rows of its
/// own. A row more is an entry more here.
/// </summary>
internal static class Targets
{
    private static readonly (int Callers, double Floor, double Goal)[] AgainstHttp = [(1, 1.15, 4), (64, 7, 14), (1024, 60, 110)];
    private static readonly (int Callers, double Floor, double Goal)[] AgainstEcho = [(1, 0.75, 0.90), (64, 0.45, 0.65), (1024, 0.25, 0.45)];
    private static readonly (int Callers, double Floor, double Goal)[] ListAgainstHttp = [(1, 2.2, 3), (64, 3.5, 5)];
    private static readonly (int Callers, double Floor, double Goal)[] AgainstLibvirt = [(1, 1.5, 3), (64, 15, 40)];
    private static readonly (int Callers, double Floor, double Goal)[] Cpu = [(64, 2.5, 1.6), (1024, 0.9, 0.5)];

    /// <summary>Every row, in the order of the table.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        .. OfMode(PeerNames.Lines, ""),
        .. OfMode(PeerNames.Inline, ", inline"),
        .. OfMode(PeerNames.Spin, ", inline and spin"),
        Speed("ping by Content-Length against lines, 64 callers", "%", 0.80, 0.95, (PeerNames.Headers, new(Loads.State, 64)), PeerNames.Lines),
        new("client: bytes allocated per list, of its result's own", "×", 1, 1, ListOnClient, PeerNames.Lines) { LessIsBetter = true },
        new("server: bytes allocated per list beyond the driver's", "B", 64, 64, ListOnServer, PeerNames.Lines) { LessIsBetter = true },
        new("fairness: p99 of 1,024 pings beside a list, of that without", "×", 4, 4, Fairness, PeerNames.Lines) { LessIsBetter = true },
        new("events: deliveries from one source to 1,000 connections", "/s", 500_000, 1_000_000, m => m.Of(PeerNames.Subscribers, PeerCatalog.Fanout, w => w.PerSecond), PeerNames.Subscribers),
        Number("daemon: start to first answer", "ms", 500, 250, Numbers.DaemonStart),
        Number("daemon: anonymous memory, idle", "MiB", 40, 25, Numbers.DaemonMemory),
        Number("daemon: anonymous memory per idle connection", "KiB", 8, 4, Numbers.ConnectionMemory),
        new("growth: cost of a call, from 1 to 5,000 connections", "×", 1.25, 1.25, ConnectionGrowth, PeerNames.ManyIdle) { LessIsBetter = true },
        Exponent("growth: exponent of a list, from 100 to 10,000 domains", 1.1, new(Loads.ListAll, 1)),
        Exponent("growth: exponent of a lookup, from 100 to 10,000 domains", 0.1, new(Loads.Lookup, 64)),
        Number("generator: 300 methods and 400 types, cold", "ms", 1000, 400, Numbers.GeneratorCold),
        new("generator: steps cached after an unrelated edit", "%", 1, 1, m => m.Number(Numbers.GeneratorCached), Numbers.GeneratorCached),
    ];

    private static IEnumerable<Target> OfMode(string peer, string suffix)
    {
        foreach (var (callers, floor, goal) in AgainstHttp)
            yield return Speed($"ping against ASP.NET Core h2c JSON, {Callers(callers)}{suffix}", "×", floor, goal, (peer, new(Loads.State, callers)), PeerNames.Http2);
        foreach (var (callers, floor, goal) in AgainstEcho)
            yield return Speed($"ping against raw batched echo, {Callers(callers)}{suffix}", "%", floor, goal, (peer, new(Loads.State, callers)), PeerNames.Echo);
        foreach (var (callers, floor, goal) in ListAgainstHttp)
            yield return Speed($"list of 1,000 against ASP.NET Core h2c JSON, {Callers(callers)}{suffix}", "×", floor, goal, (peer, new(Loads.List, callers)), PeerNames.Http2);
        foreach (var (callers, floor, goal) in AgainstLibvirt)
            yield return Speed($"lookup by name against libvirt's own RPC, {Callers(callers)}{suffix}", "×", floor, goal, (peer, new(Loads.Lookup, callers)), PeerNames.Libvirt);
        yield return Speed($"100 connections of 10 callers against raw echo{suffix}", "%", 0.45, 0.65, (PeerNames.Many(peer), PeerCatalog.Thousand), PeerNames.Many(PeerNames.Echo));
        yield return Bytes($"bytes allocated per ping of values{suffix}", 0, 0, peer, Loads.Ping);
        yield return Bytes($"bytes allocated per ping, a string in and a class out{suffix}", 160, 96, peer, Loads.State);
        foreach (var (callers, floor, goal) in Cpu)
        {
            yield return new Target($"CPU µs per ping, {Callers(callers)}{suffix}", "µs", floor, goal, m => m.Of(peer, new(Loads.State, callers), w => w.CpuPerCall), peer)
            {
                LessIsBetter = true,
            };
        }
    }

    private static string Callers(int count) => count switch { 1 => "1 caller", 1024 => "1,024 callers", _ => $"{count} callers" };

    private static Target Speed(string name, string unit, double floor, double goal, (string Peer, Cell Cell) ours, string other) =>
        new(name, unit, floor, goal, m => m.Ratio(ours, (other, ours.Cell), w => w.PerSecond), ours.Peer, other, $"{ours.Peer}: {ours.Cell}", $"{other}: {ours.Cell}");

    // In whole bytes: a process allocates a little beside its calls, and an object would be 24.
    private static Target Bytes(string name, double floor, double goal, string peer, string load) =>
        new(name, "B", floor, goal, m => m.Of(peer, new(load, 64), w => w.BytesPerCall)?.Select(Math.Round), peer) { LessIsBetter = true };

    private static Target Number(string name, string unit, double floor, double goal, string number) =>
        new(name, unit, floor, goal, m => m.Number(number), number) { LessIsBetter = true };

    // Twice the time for twice the domains is an exponent of 1.
    private static Target Exponent(string name, double bound, Cell cell) => new(
        name,
        "",
        bound,
        bound,
        m => m.Ratio((PeerNames.FewDomains, cell), (PeerNames.ManyDomains, cell), w => w.PerSecond)
            ?.Select(ratio => Math.Log(ratio) / Math.Log((double)PeerCatalog.ManyDomains / PeerCatalog.FewDomains)),
        PeerNames.FewDomains,
        PeerNames.ManyDomains)
    {
        LessIsBetter = true,
    };

    private static Figure? ConnectionGrowth(Measurements m) =>
        m.Ratio((PeerNames.Lines, new(Loads.State, 64)), (PeerNames.ManyIdle, new(Loads.State, 64)), w => w.PerSecond);

    private static Figure? Fairness(Measurements m) =>
        m.Ratio((PeerNames.Lines, new(Loads.Mixed, 1024)), (PeerNames.Lines, new(Loads.Ping, 1024)), w => w.Client.P99);

    // To the hundredth: the pages' enumerator is not the result, and costs as much whether there are ten records or a thousand.
    private static Figure? ListOnClient(Measurements m) => m.Number(Numbers.ListGraph) is { Median: var graph }
        ? m.Of(PeerNames.Lines, new(Loads.List, 64), w => w.ClientBytesPerCall)?.Select(bytes => Math.Round(bytes / graph, 2))
        : null;

    private static Figure? ListOnServer(Measurements m) => m.Number(Numbers.ListDriver) is { Median: var driver }
        ? m.Of(PeerNames.Lines, new(Loads.List, 64), w => w.ServerBytesPerCall)?.Select(bytes => Math.Round(bytes - driver))
        : null;
}
