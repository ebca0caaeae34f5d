// The main job, end to end: define a guest, start it, watch it, and take it away again. First against the simulated host inside
// this process, then against a daemon on a unix socket. The code that does the work is the same.
using Virtwire.Sdk;
using Virtwire.Sdk.Server.Hosting;

string xml = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "web1.xml"));

Console.WriteLine("In this process, with no daemon:");
await TourAsync("test:///default", xml);

string socket = Path.Combine(Path.GetTempPath(), $"virtwire-{Environment.ProcessId}.sock");
await using (VirtwireServer daemon = new(new VirtwireServerOptions { Endpoints = { $"unix://{socket}" } }.AddDriver("test:///default")))
{
    await daemon.StartAsync();
    Console.WriteLine($"Through a daemon on {socket}:");
    await TourAsync($"test+unix:///default?socket={socket}", xml);
}

Console.WriteLine("Done.");

static async Task TourAsync(string uri, string xml)
{
    await using HostConnection host = await HostConnection.OpenAsync(uri);
    Console.WriteLine($"  connected to {uri}: {await host.Host.GetTypeAsync()} on {await host.Host.GetHostnameAsync()}");

    Domain web = await host.Domains.DefineAsync(xml);
    Console.WriteLine($"  defined {web.Name}, {web.Uuid}");

    // The subscription is active before the first change, so that none is missed.
    await using EventSubscription<DomainStateChangedEvent> changes = await web.WatchStateChanged().StartAsync();
    Task watching = PrintUntilShutoffAsync(changes);

    Console.WriteLine($"  start {web.Name}");
    await web.CreateAsync();
    await PrintDomainsAsync(host);

    Console.WriteLine($"  suspend {web.Name}, resume it, shut it down");
    await web.SuspendAsync();
    await web.ResumeAsync();
    await web.ShutdownAsync(mode: ShutdownMode.Acpi);
    await watching;

    Console.WriteLine($"  undefine {web.Name}");
    await web.UndefineAsync();
    try
    {
        await host.Domains.LookupByNameAsync(web.Name!);
    }
    catch (NoDomainException gone)
    {
        Console.WriteLine($"  gone: {gone.Message}");
    }
}

static async Task PrintDomainsAsync(HostConnection host)
{
    await foreach (Domain domain in host.Domains.ListAsync())
    {
        DomainInfo info = await domain.GetInfoAsync();
        Console.WriteLine($"  {domain.Name,-8} {info.State,-8} {info.Vcpus} vCPU {info.Memory / 1024,5} MiB");
    }
}

static async Task PrintUntilShutoffAsync(EventSubscription<DomainStateChangedEvent> changes)
{
    await foreach (DomainStateChangedEvent change in changes)
    {
        Console.WriteLine($"    event: {change.Domain.Name} is {change.State} ({change.Reason})");
        if (change.State == DomainState.Shutoff)
            break;
    }
}
