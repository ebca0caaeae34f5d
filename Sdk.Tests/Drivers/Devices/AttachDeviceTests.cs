using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Devices;

public sealed class AttachDeviceTests
{
    private const string Disk = "<disk type='file' device='disk'><source file='/images/data.img'/><target dev='vdb' bus='virtio'/><x:note xmlns:x='urn:x'>1</x:note></disk>";

    private readonly DeviceGuest _guest = new();

    [Fact]
    public void Live_it_is_in_the_running_guest_until_that_ends()
    {
        var device = _guest.Attach(Disk, DomainAffect.Live);

        Assert.Equal(new DomainDevice { Kind = "disk", Device = "vdb" }, device);
        Assert.Equal(["deviceAdded web1 {\"device\":\"vdb\",\"kind\":\"disk\"}"], _guest.Told);
        Assert.Equal(["vda", "hda", "vdb"], Targets());
        Assert.Equal(["vda", "hda"], Targets(config: true));
        Assert.Equal("1", _guest.Find("//disk[3]/*[local-name()='note']").Single().InnerText);

        _guest.Stop();
        _guest.Start();
        Assert.Equal(["vda", "hda"], Targets());
    }

    [Fact]
    public void For_the_next_start_it_is_there_after_that()
    {
        _guest.Attach(Disk, DomainAffect.Config);

        Assert.Equal(["defined web1 updated"], _guest.Told);
        Assert.Equal(["vda", "hda"], Targets());
        _guest.Stop();
        _guest.Start();
        Assert.Equal(["vda", "hda", "vdb"], Targets());
    }

    [Fact]
    public void In_both_it_is_told_twice()
    {
        _guest.Attach(Disk, DomainAffect.LiveAndConfig);

        Assert.Equal(["deviceAdded web1 {\"device\":\"vdb\",\"kind\":\"disk\"}", "defined web1 updated"], _guest.Told);
        Assert.Equal(Targets(), Targets(config: true));
    }

    [Fact]
    public void Both_or_neither_of_the_definitions_change()
    {
        _guest.Attach(Disk, DomainAffect.Config);
        _guest.Refused<DeviceExistsException>(() => _guest.Attach(Disk, DomainAffect.LiveAndConfig));
    }

    [Fact]
    public void Where_none_is_said_the_live_one_of_an_active_domain_changes_and_the_persistent_one_of_any_other()
    {
        _guest.Attach(Disk);
        Assert.Equal(2, Targets(config: true).Count);
        _guest.Stop();
        _guest.Attach(Disk);
        Assert.Equal(3, Targets(config: true).Count);
    }

    [Fact]
    public void Only_one_of_the_revision_that_was_read_is_changed() => _guest.Refused<RevisionMismatchException>(() => Host.Run(
        _guest.Host.Domains.AttachDeviceAsync(new() { Self = _guest.Self, Xml = Disk, IfRevision = "stale" }, Host.Call)));

    [Theory]
    [InlineData("live")]
    [InlineData("liveAndConfig")]
    public void A_domain_that_is_not_active_has_no_live_definition(string affect)
    {
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => _guest.Attach(Disk, DomainAffect.Of(affect)));
    }

    [Fact]
    public void A_transient_domain_has_no_persistent_one()
    {
        Host.Run(_guest.Host.Domains.UndefineAsync(new() { Self = _guest.Self }, Host.Call));
        Assert.Throws<DomainNotPersistentException>(() => _guest.Attach(Disk, DomainAffect.Config));
    }

    [Fact]
    public void A_domain_that_is_not_there_is_said_so() => Assert.Throws<NoDomainException>(() => Host.Run(
        _guest.Host.Domains.AttachDeviceAsync(new() { Self = DomainRef.ByName("web9"), Xml = Disk }, Host.Call)));

    [Theory]
    [InlineData("<disk type='file'><source file='/x'/><target dev='vda' bus='scsi'/></disk>", "disk", "target", "vda")]
    [InlineData("<disk><source file='/x'/><target dev='vdb' bus='virtio'/><address type='pci' domain='0' bus='4' slot='0x0' function='0'/></disk>", "disk", "address", "pci 0:4:0:0")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00:01'/></interface>", "interface", "mac", "52:54:00:00:00:01")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00:09'/><target dev='vnet7'/></interface>", "interface", "target", "vnet7")]
    [InlineData("<controller type='scsi' index='0'/>", "controller", "index", "scsi 0")]
    [InlineData("<rng model='virtio'><backend model='random'/><alias name='rng0'/></rng>", "rng", "alias", "rng0")]
    public void What_another_device_has_cannot_be_had_twice(string xml, string kind, string property, string value)
    {
        foreach (var affect in new[] { DomainAffect.Live, DomainAffect.Config })
        {
            var refusal = _guest.Refused<DeviceExistsException>(() => _guest.Attach(xml, affect));
            Assert.Equal((kind, property, value), (refusal.Kind, refusal.Property, refusal.Value));
        }
    }

    [Theory]
    [InlineData("<watchdog model='i6300esb'/>")]
    [InlineData("<vsock model='virtio'/>")]
    [InlineData("<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='3' slot='0' function='0'/></source></hostdev>")]
    [InlineData("<shmem name='ring'/>")]
    [InlineData("<lease><lockspace>a</lockspace><key>k</key><target path='/l'/></lease>")]
    [InlineData("<channel type='unix'><target type='virtio' name='org.acme.0'/></channel>")]
    public void What_a_guest_has_once_is_not_plugged_in_again(string xml)
    {
        _guest.Attach(xml, DomainAffect.LiveAndConfig);
        _guest.Refused<DeviceExistsException>(() => _guest.Attach(xml, DomainAffect.Live));
        _guest.Refused<DeviceExistsException>(() => _guest.Attach(xml, DomainAffect.Config));
    }

    [Theory]
    [InlineData("<disk><source file='/x'/><target dev='hdc' bus='ide'/></disk>")]
    [InlineData("<disk><source file='/x'/><target dev='sdc' bus='sata'/></disk>")]
    [InlineData("<disk><source file='/x'/><target dev='hdc'/></disk>")]
    [InlineData("<disk device='floppy'><target dev='sda' bus='usb'/></disk>")]
    [InlineData("<controller type='usb'/>")]
    [InlineData("<controller type='pci' model='pcie-root-port'/>")]
    [InlineData("<filesystem type='mount'><source dir='/a'/><target dir='a'/></filesystem>")]
    [InlineData("<console type='pty'/>")]
    [InlineData("<serial type='pty'/>")]
    [InlineData("<parallel type='pty'/>")]
    [InlineData("<memory model='dimm'><target><size unit='MiB'>128</size></target></memory>")]
    [InlineData("<sound model='ich9'/>")]
    [InlineData("<tpm model='tpm-crb'><backend type='emulator'/></tpm>")]
    public void What_cannot_be_plugged_while_the_guest_runs_can_for_the_next_start(string xml)
    {
        var refusal = _guest.Refused<DeviceNotPluggableException>(() => _guest.Attach(xml, DomainAffect.Live));
        Assert.Equal(DomainAffect.Live, refusal.Affect);
        _guest.Attach(xml, DomainAffect.Config);
    }

    [Theory]
    [InlineData("<video><model type='vga'/></video>")]
    [InlineData("<graphics type='spice'/>")]
    [InlineData("<memballoon model='virtio'/>")]
    [InlineData("<hub type='usb'/>")]
    public void What_belongs_to_the_hardware_is_not_plugged_at_all(string xml)
    {
        Assert.Equal(DomainAffect.Live, _guest.Refused<DeviceNotPluggableException>(() => _guest.Attach(xml, DomainAffect.Live)).Affect);
        Assert.Equal(DomainAffect.Config, _guest.Refused<DeviceNotPluggableException>(() => _guest.Attach(xml, DomainAffect.Config)).Affect);
    }

    [Theory]
    [InlineData("<disk><source file='/x'/><target dev='sda' bus='scsi'/></disk>", "sda")]
    [InlineData("<disk device='cdrom'><target dev='sdb' bus='usb'/></disk>", "sdb")]
    [InlineData("<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/><product id='0x2'/></source></hostdev>", "hostdev0")]
    [InlineData("<rng model='virtio'><backend model='random'>/dev/random</backend></rng>", "rng1")]
    [InlineData("<controller type='scsi'/>", "scsi1")]
    [InlineData("<input type='tablet' bus='usb'/>", "input0")]
    [InlineData("<redirdev bus='usb' type='spicevmc'/>", "redirdev0")]
    [InlineData("<console type='pty'><target type='virtio'/></console>", "console0")]
    [InlineData("<serial type='pty'><target type='usb-serial'/></serial>", "serial0")]
    [InlineData("<filesystem type='mount'><driver type='virtiofs'/><source dir='/a'/><target dir='a'/></filesystem>", "a")]
    public void What_can_be_plugged_has_a_name(string xml, string name) => Assert.Equal(name, _guest.Attach(xml, DomainAffect.LiveAndConfig).Device);

    [Fact]
    public void An_interface_without_an_address_gets_the_same_in_both()
    {
        var mac = _guest.Attach("<interface type='user'/>", DomainAffect.LiveAndConfig).Device;

        Assert.Matches("^52:54:00(:[0-9a-f]{2}){3}$", mac);
        Assert.Single(_guest.Find($"//interface[mac/@address='{mac}']"));
        Assert.Single(_guest.Find($"//interface[mac/@address='{mac}']", config: true));
    }

    [Fact]
    public void Memory_is_plugged_into_a_guest_with_slots()
    {
        var host = new Host();
        var xml = "<domain type='test'><name>m</name><maxMemory slots='4' unit='GiB'>4</maxMemory><memory unit='GiB'>1</memory><os><type>hvm</type></os></domain>";
        var self = Host.Run(host.Domains.CreateXmlAsync(new() { Xml = xml }, Host.Call));
        var device = Host.Run(host.Domains.AttachDeviceAsync(
            new() { Self = self, Xml = "<memory model='dimm'><target><size unit='MiB'>128</size></target></memory>" }, Host.Call));
        Assert.Equal("memory0", device.Device);
    }

    [Fact]
    public void A_medium_is_put_into_the_drive_that_is_there()
    {
        _guest.Attach("<disk type='file' device='cdrom'><source file='/iso/b.iso'/><target dev='hda' bus='ide'/></disk>", DomainAffect.Live);

        Assert.Equal(["deviceUpdated web1 {\"device\":\"hda\",\"kind\":\"disk\"}"], _guest.Told);
        Assert.Equal("/iso/b.iso", _guest.Find("//disk[target/@dev='hda']/source").Single().GetAttribute("file"));
    }

    [Fact]
    public void A_drive_that_the_next_start_has_already_is_not_put_in_a_second_time()
    {
        const string Other = "<disk type='file' device='cdrom'><source file='/iso/b.iso'/><target dev='hda' bus='ide'/></disk>";
        var refusal = _guest.Refused<DeviceExistsException>(() => _guest.Attach(Other, DomainAffect.LiveAndConfig));
        Assert.Equal(("target", "hda"), (refusal.Property, refusal.Value));

        _guest.Detach("<disk device='cdrom'><target dev='hda'/></disk>", DomainAffect.Config);
        _guest.Attach(Other, DomainAffect.LiveAndConfig);
        Assert.Equal("/iso/b.iso", _guest.Find("//disk[target/@dev='hda']/source").Single().GetAttribute("file"));
        Assert.Equal("/iso/b.iso", _guest.Find("//disk[target/@dev='hda']/source", config: true).Single().GetAttribute("file"));
    }

    [Fact]
    public void A_drive_is_not_made_another_one_by_the_medium_that_is_put_into_it() => _guest.Refused<DeviceNotChangeableException>(
        () => _guest.Attach("<disk type='file' device='cdrom'><source file='/iso/b.iso'/><target dev='hda' bus='sata'/></disk>", DomainAffect.Live));

    [Fact]
    public void It_stands_behind_those_of_its_kind_and_is_indented_like_them()
    {
        _guest.Attach(Disk);
        Assert.Contains("</disk>\n    <disk type=\"file\" device=\"disk\"><source file=\"/images/data.img\"", _guest.Xml(), StringComparison.Ordinal);
        _guest.Attach("<watchdog model='i6300esb'/>");
        Assert.Contains("</rng>\n    <watchdog model=\"i6300esb\" />\n  </devices>", _guest.Xml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_without_devices_gets_a_first_one()
    {
        var host = new Host();
        var self = Host.Run(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("bare") }, Host.Call));
        Host.Run(host.Domains.AttachDeviceAsync(new() { Self = self, Xml = Disk }, Host.Call));
        Assert.Contains("<devices><disk", Host.Run(host.Domains.GetXmlAsync(new() { Self = self }, Host.Call)), StringComparison.Ordinal);
    }

    private List<string> Targets(bool config = false) => [.. _guest.Find("//disk/target", config).Select(t => t.GetAttribute("dev"))];
}
