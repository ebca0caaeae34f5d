using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Server.Drivers.Test.NodeDevices;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.NodeDevices;

/// <summary>A simulated host with its node devices, and domains that can be given some.</summary>
internal sealed class DeviceHost
{
    /// <summary>The mediated device of the documents below.</summary>
    public static readonly Guid Uuid = Guid.Parse("c2177883-f1bb-47f0-914d-32a22e3a8804");

    public DeviceHost(IObjectKeeper? keeper = null)
    {
        var simulation = new Simulation(Events, keeper);
        var domains = new DomainStore(simulation);
        var store = new NodeDeviceStore(simulation, new DeviceUsers(domains));
        store.Begin();
        Domains = new TestDomainDriver(domains, new LeaseTable(domains));
        Devices = new TestNodeDeviceDriver(store);
    }

    public static CallContext Call => default;

    /// <summary>The name of the mediated device of the documents below.</summary>
    public static NodeDeviceRef Share => NodeDeviceRef.ByName("mdev_c2177883_f1bb_47f0_914d_32a22e3a8804_0000_06_00_0");

    public RecordingEvents Events { get; } = new();

    public TestDomainDriver Domains { get; }

    public TestNodeDeviceDriver Devices { get; }

    /// <summary>A graphics card at 06:00.0, which can be shared by two.</summary>
    public static string Card(string more = "") => $"""
        <device>
          <parent>computer</parent>
          <driver><name>nvidia</name></driver>
          <capability type='pci'>
            <domain>0</domain><bus>6</bus><slot>0</slot><function>0</function>{more}
            <capability type='mdev_types'><type id='vgpu-1'><availableInstances>2</availableInstances></type></capability>
          </capability>
        </device>
        """;

    /// <summary>A network card at 03:00.1, which is no more than that.</summary>
    public const string Nic = "<device><capability type='pci'><domain>0</domain><bus>3</bus><slot>0</slot><function>1</function></capability></device>";

    /// <summary>A share of the graphics card.</summary>
    public static string ShareXml(Guid? uuid = null, string type = "vgpu-1", string parent = "<parent>pci_0000_06_00_0</parent>") =>
        $"<device>{parent}<capability type='mdev'><type id='{type}'/><uuid>{uuid ?? Uuid}</uuid></capability></device>";

    /// <summary>A virtual host bus adapter.</summary>
    public static string Adapter(string parent = "<parent>scsi_host1</parent>", string wwnn = "2001001b32a9da4e", string wwpn = "2101001b32a9da4e") =>
        $"<device>{parent}<capability type='scsi_host'><capability type='fc_host'><wwnn>{wwnn}</wwnn><wwpn>{wwpn}</wwpn></capability></capability></device>";

    public ValueTask<NodeDeviceRef> CreateAsync(string xml) => Devices.CreateAsync(new() { Xml = xml }, Call);

    public ValueTask<NodeDeviceRef> StartAsync(NodeDeviceRef device) => Devices.CreateAsync(new() { Device = device }, Call);

    public ValueTask<NodeDeviceRef> DefineAsync(string xml) => Devices.DefineAsync(new() { Xml = xml }, Call);

    public async ValueTask<IReadOnlyList<string>> NamesAsync(NodeDeviceListRequest request = default) =>
        [.. (await Devices.ListAsync(request, Call)).Items.Select(device => device.Name!)];

    /// <summary>The device in a few words: <c>active persistent autostart nvidia</c>; <c>gone</c> when there is none.</summary>
    public async ValueTask<string> DescribeAsync(NodeDeviceRef device)
    {
        try
        {
            var info = await Devices.GetInfoAsync(device, Call);
            return $"{(info.Active ? "active" : "inactive")} {(info.Persistent ? "persistent" : "transient")}"
                + $"{(info.Autostart ? " autostart" : "")}{(info.Driver is { } driver ? " " + driver : "")}";
        }
        catch (NoNodeDeviceException)
        {
            return "gone";
        }
    }

    /// <summary>Starts a guest that is given devices.</summary>
    public async Task<DomainRef> StartGuestAsync(string devices) => await Domains.CreateXmlAsync(
        new() { Xml = SimulatedHost.Xml("guest", more: $"<devices>{devices}</devices>") }, Call);
}
