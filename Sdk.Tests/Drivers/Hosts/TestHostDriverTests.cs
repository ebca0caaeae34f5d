using System.Xml.Linq;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test;
using Virtwire.Sdk.Server.Drivers.Test.Host;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Hosts;

/// <summary>The simulated host is the one of libvirt's own test:///default.</summary>
public sealed class TestHostDriverTests
{
    private readonly TestHostDriver _host;

    public TestHostDriverTests()
    {
        var host = new SimulatedHost();
        _host = new TestHostDriver("test:///default", new Server(), new HostFigures(host.Simulation, host.Store));
    }

    [Fact]
    public async Task It_is_a_machine_of_sixteen_processors_in_two_cells()
    {
        var info = await _host.GetInfoAsync(default);

        Assert.Equal(
            new HostInfo { Model = "i686", Memory = 3145728, Cpus = 16, Mhz = 1400, Nodes = 2, Sockets = 2, Cores = 2, Threads = 2 }, info);
        Assert.Equal(info.Cpus, info.Nodes * info.Sockets * info.Cores * info.Threads);
    }

    [Fact]
    public async Task It_names_itself()
    {
        Assert.Equal("TEST", await _host.GetTypeAsync(default));
        Assert.Equal(new HostVersion { Version = "0.0.2", Number = 2 }, await _host.GetVersionAsync(default));
        Assert.Equal(Environment.MachineName, await _host.GetHostnameAsync(default));
        await _host.PingAsync(default);
        Assert.Equal("Grüße", await _host.EchoAsync(new() { Message = "Grüße" }, default));
    }

    [Fact]
    public async Task Its_capabilities_say_what_its_info_says()
    {
        var capabilities = XElement.Parse(await _host.GetCapabilitiesAsync(default));
        var host = capabilities.Element("host")!;

        Assert.Equal("i686", host.Element("cpu")!.Element("arch")!.Value);
        Assert.Equal(["0", "1"], host.Descendants("cell").Select(c => c.Attribute("id")!.Value));
        Assert.Equal(["2097152", "4194304"], host.Descendants("memory").Select(m => m.Value));
        Assert.Equal(Enumerable.Range(0, 16).Select(i => $"{i}"), host.Descendants("cpus").Elements("cpu").Select(c => c.Attribute("id")!.Value));
        Assert.Equal(["hvm", "xen"], capabilities.Elements("guest").Select(g => g.Element("os_type")!.Value));
    }

    [Fact]
    public async Task It_tells_of_every_driver_of_its_server_which_methods_that_has()
    {
        var drivers = await _host.ListDriversAsync(default);
        var matrix = await _host.GetSupportMatrixAsync(default);

        Assert.Equal([("test", "test:///default"), ("none", "none:///")], drivers.Select(d => (d.Scheme, d.Uri)));
        Assert.Equal(["Domain.create", "Domain.screenshot", "Host.ping"], matrix.Methods.Select(m => m.Method));
        Assert.Equal([("test:///default", true), ("none:///", false)], matrix.Methods[0].Drivers.Select(c => (c.Driver, c.Supported)));
        Assert.Equal("1.0", matrix.Methods[0].Since);

        // What needs a stream can be called, and cannot succeed.
        Assert.Equal([("test:///default", false), ("none:///", false)], matrix.Methods[1].Drivers.Select(c => (c.Driver, c.Supported)));
        Assert.Contains("NoStreamEndpoint", matrix.Methods[1].Drivers[0].Reason, StringComparison.Ordinal);
        Assert.Null(matrix.Methods[1].Drivers[1].Reason);
    }

    [Fact]
    public async Task A_driver_is_made_with_the_guest_that_libvirt_has_and_tells_nothing_of_it()
    {
        var events = new RecordingEvents();
        var resources = TestDriver.Definition.Factory(new DriverContext { Uri = TestDriver.DefaultUri, Events = events, Server = new Server() });
        var domains = Assert.IsAssignableFrom<Virtwire.Sdk.Drivers.DomainDriver>(resources.Single(r => r is Virtwire.Sdk.Drivers.DomainDriver));
        var test = Assert.Single((await domains.ListAsync(default, default)).Items);
        var info = await domains.GetInfoAsync(test, default);

        Assert.Equal(new DomainRef { Name = "test", Uuid = Guid.Parse("6695eb01-f6a4-8304-79aa-97f2502e193f") }, test);
        Assert.Equal(
            (1, "running", "unknown", true, false), (info.Id, info.State.ToString(), info.Reason.ToString(), info.Persistent, info.Autostart));
        Assert.Equal((8388608, 2097152, 2, 2, "hvm"), (info.MaxMemory, info.Memory, info.Vcpus, info.MaxVcpus, info.OsType));
        Assert.All(resources.Where(r => r.Table.Resource is not ("StoragePool" or "StorageVolume")), resource => Assert.True(resource.NonBlocking));
        Assert.Empty(events.Take());
    }

    private sealed class Server : IServerInfo
    {
        public string Id => "id";

        public string Epoch => "1";

        public string Name => "virtwire";

        public string Version => "1.0.0";

        public IReadOnlyList<ServedDriver> Drivers { get; } =
        [
            new("test:///default", ["Domain", "Host"], [new(HostApi.Domain.Create, true), new(HostApi.Domain.Screenshot, true), new(HostApi.Host.Ping, true)]),
            new("none:///", [], [new(HostApi.Domain.Create, false), new(HostApi.Domain.Screenshot, false), new(HostApi.Host.Ping, false)]),
        ];
    }
}
