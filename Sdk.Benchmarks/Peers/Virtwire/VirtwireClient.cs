using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Peers.Virtwire;

/// <summary>The typed client as an app uses it, on one connection or on many that share the callers.</summary>
internal sealed class VirtwireClient(IReadOnlyList<HostConnection> hosts, IReadOnlyList<HostConnection> idle) : PeerClient
{
    private readonly Domain[] _guests = [.. hosts.Select(host => host.Domains.Bind(new DomainRef { Name = Loads.Guest, Uuid = Loads.GuestUuid }))];

    /// <summary>Connects.</summary>
    /// <param name="uri">The connection URI.</param>
    /// <param name="connections">How many connections share the callers.</param>
    /// <param name="idle">How many more are open and do nothing.</param>
    /// <param name="mode">How they run.</param>
    public static async Task<VirtwireClient> OpenAsync(string uri, int connections, int idle, PeerMode mode) =>
        new(await OpenAsync(uri, connections, mode), await OpenAsync(uri, idle, mode));

    private static async Task<HostConnection[]> OpenAsync(string uri, int count, PeerMode mode)
    {
        var hosts = new HostConnection[count];
        for (var i = 0; i < count; i++)
            hosts[i] = await HostConnection.OpenAsync(uri, Options(mode));
        return hosts;
    }

    // The one place where a mode of the client's side is switched on.
    private static HostConnectionOptions Options(PeerMode mode) => mode switch
    {
        PeerMode.Inline => new HostConnectionOptions { InlineContinuations = true },
        PeerMode.Spin => new HostConnectionOptions { InlineContinuations = true, Spin = TimeSpan.FromMicroseconds(50) },
        _ => new HostConnectionOptions(),
    };

    protected override ValueTask<Task[]> StartAsync(string load, int callers, CallWindow window)
    {
        var loops = new Task[callers];
        for (var i = 0; i < callers; i++)
            loops[i] = Caller(load, hosts[i % hosts.Count], _guests[i % hosts.Count], window, i);
        return new(load == Loads.Mixed ? [.. loops, ListBesideAsync(hosts[0], window)] : loops);
    }

    protected override async ValueTask<string> AnswerAsync(string command) => command == "graph"
        ? "bytes=" + ResultGraph.Measure(await PageAsync(hosts[0])).ToString(CultureInfo.InvariantCulture)
        : await base.AnswerAsync(command);

    private static Task Caller(string load, HostConnection host, Domain guest, CallWindow window, int number) => load switch
    {
        Loads.Ping or Loads.Mixed => Pings(host, window),
        Loads.State => window.CallAsync(() => guest.GetStateAsync()),
        Loads.Work => window.CallAsync(() => guest.GetStateAsync(), Loads.WorkMicroseconds),
        Loads.Lookup => Lookups(host, window),
        Loads.List => window.CallAsync(() => PageAsync(host)),
        Loads.ListAll => window.CallAsync(() => AllPagesAsync(host)),
        _ => throw new NotSupportedException($"This peer has no load '{load}' (caller {number})."),
    };

    private static Task Pings(HostConnection host, CallWindow window)
    {
        var service = host.Host;
        return window.CallAsync(() => service.PingAsync());
    }

    private static Task Lookups(HostConnection host, CallWindow window)
    {
        var domains = host.Domains;
        return window.CallAsync(() => domains.LookupByNameAsync(Loads.Guest));
    }

    private static async ValueTask<Page<DomainStats>> PageAsync(HostConnection host)
    {
        await foreach (var page in host.Domains.GetAllStatsAsync(new DomainGetAllStatsRequest { Limit = Loads.Records }).AsPagesAsync())
            return page.Items.Count == Loads.Records ? page : throw new InvalidOperationException($"The page has {page.Items.Count} records.");
        throw new InvalidOperationException("There is no page.");
    }

    private static async ValueTask<int> AllPagesAsync(HostConnection host)
    {
        var count = 0;
        await foreach (var page in host.Domains.GetAllStatsAsync().AsPagesAsync())
            count += page.Items.Count;
        return count;
    }

    private static async Task ListBesideAsync(HostConnection host, CallWindow window)
    {
        await window.Opening;
        while (System.Diagnostics.Stopwatch.GetTimestamp() < window.Until)
            await PageAsync(host);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Concat(idle))
            await host.DisposeAsync();
    }
}
