using System.Xml;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Devices;

/// <summary>A guest with devices of many kinds, persistent and running, and short ways to call what is about them.</summary>
internal sealed class DeviceGuest
{
    public const string Devices = """
          <devices>
            <emulator>/usr/bin/qemu</emulator>
            <disk type='file' device='disk'><source file='/images/web1.img'/><target dev='vda' bus='virtio'/><address type='pci' bus='0x04' slot='0x00'/></disk>
            <disk type='file' device='cdrom'><source file='/iso/a.iso'/><target dev='hda' bus='ide'/><readonly/></disk>
            <controller type='scsi' index='0'/>
            <interface type='network'><mac address='52:54:00:00:00:01'/><source network='default'/><target dev='vnet7'/><model type='virtio'/></interface>
            <interface type='bridge'><mac address='52:54:00:00:00:02'/><source bridge='br0'/></interface>
            <graphics type='vnc' port='-1' passwd='old'/>
            <video><model type='qxl' heads='2'/></video>
            <rng model='virtio'><backend model='random'>/dev/urandom</backend><alias name='rng0'/></rng>
          </devices>
        """;

    public DeviceGuest(string more = "")
    {
        Self = Host.Run(Host.Domains.DefineAsync(new() { Xml = Host.Xml("web1", more: Devices + more) }, Host.Call));
        Host.Run(Host.Domains.CreateAsync(new() { Self = Self }, Host.Call));
        Host.Events.Take();
    }

    public Host Host { get; } = new();

    public DomainRef Self { get; }

    public IReadOnlyList<string> Told => Host.Events.Take();

    public DomainDevice Attach(string xml, DomainAffect? affect = null) =>
        Host.Run(Host.Domains.AttachDeviceAsync(new() { Self = Self, Xml = xml, Affect = affect }, Host.Call));

    public void Detach(string xml, DomainAffect? affect = null) =>
        Host.Run(Host.Domains.DetachDeviceAsync(new() { Self = Self, Xml = xml, Affect = affect }, Host.Call));

    public void Update(string xml, DomainAffect? affect = null) =>
        Host.Run(Host.Domains.UpdateDeviceAsync(new() { Self = Self, Xml = xml, Affect = affect }, Host.Call));

    public void Stop() => Host.Run(Host.Domains.DestroyAsync(new() { Self = Self }, Host.Call));

    public void Start() => Host.Run(Host.Domains.CreateAsync(new() { Self = Self }, Host.Call));

    /// <summary>Lets the simulator's time go on, as changes to others do.</summary>
    public void Wait(int ticks)
    {
        for (var i = 0; i < ticks; i++)
            Host.Simulation.Tick();
    }

    public string Xml(bool config = false) =>
        Host.Run(Host.Domains.GetXmlAsync(new() { Self = Self, Inactive = config, Secure = true }, Host.Call));

    /// <summary>The elements that an XPath finds in the definition.</summary>
    public IReadOnlyList<XmlElement> Find(string path, bool config = false)
    {
        var document = new XmlDocument();
        document.LoadXml(Xml(config));
        return [.. document.SelectNodes(path)!.Cast<XmlElement>()];
    }

    /// <summary>What a refused call leaves: no event, and both definitions as they were.</summary>
    public T Refused<T>(Action call)
        where T : HostException
    {
        var before = (Xml(), Xml(config: true));
        Host.Events.Take();
        var refusal = Assert.Throws<T>(call);
        Assert.Equal(before, (Xml(), Xml(config: true)));
        Assert.Empty(Host.Events.Take());
        return refusal;
    }
}
