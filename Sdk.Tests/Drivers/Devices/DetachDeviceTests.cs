using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Devices;

public sealed class DetachDeviceTests
{
    private readonly DeviceGuest _guest = new();

    [Theory]
    [InlineData("<disk><target dev='vda'/></disk>", "vda", "disk")]
    [InlineData("<disk type='block' device='lun'><source dev='/other'/><target dev='vda' bus='scsi'/></disk>", "vda", "disk")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00:02'/></interface>", "52:54:00:00:00:02", "interface")]
    [InlineData("<controller type='scsi'/>", "scsi0", "controller")]
    [InlineData("<rng model='virtio'>\n  <backend model='random'>/dev/urandom</backend>\n</rng>", "rng0", "rng")]
    public void The_device_that_the_document_means_is_gone(string xml, string name, string kind)
    {
        var before = _guest.Find($"//{kind}").Count;
        _guest.Detach(xml);

        Assert.Equal([$"deviceRemoved web1 {{\"device\":\"{name}\",\"kind\":\"{kind}\"}}"], _guest.Told);
        Assert.Equal(before - 1, _guest.Find($"//{kind}").Count);
        Assert.Equal(before, _guest.Find($"//{kind}", config: true).Count);
        _guest.Refused<NoDeviceException>(() => _guest.Detach(xml));
    }

    [Fact]
    public void What_is_plugged_out_leaves_the_document_as_it_was_before_it_was_plugged_in()
    {
        foreach (var xml in new[]
        {
            "<disk><source file='/x'/><target dev='vdb' bus='virtio'/></disk>",
            "<interface type='user'><mac address='52:54:00:00:00:09'/></interface>",
            "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/><product id='0x2'/></source></hostdev>",
            "<input type='tablet' bus='usb'/>",
            "<channel type='unix'><target type='virtio' name='org.acme.0'/></channel>",
            "<shmem name='ring'><size unit='M'>4</size></shmem>",
        })
        {
            var before = (_guest.Xml(), _guest.Xml(config: true));
            _guest.Attach(xml, DomainAffect.LiveAndConfig);
            _guest.Detach(xml, DomainAffect.LiveAndConfig);
            Assert.Equal(before, (_guest.Xml(), _guest.Xml(config: true)));
        }
    }

    [Theory]
    [InlineData("<disk><target dev='vdz'/></disk>", "vdz", "vda,hda")]
    [InlineData("<disk/>", "disk0", "vda,hda")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00:99'/></interface>", "52:54:00:00:00:99", "52:54:00:00:00:01,52:54:00:00:00:02")]
    [InlineData("<rng model='virtio'><backend model='random'>/dev/hwrng</backend></rng>", "rng0", "rng0")]
    [InlineData("<watchdog model='itco'/>", "watchdog0", "")]
    public void A_device_that_is_not_there_is_answered_with_those_that_are(string xml, string device, string devices)
    {
        var refusal = _guest.Refused<NoDeviceException>(() => _guest.Detach(xml));
        Assert.Equal((device, devices), (refusal.Device, string.Join(',', refusal.Devices!)));
    }

    [Fact]
    public void Two_interfaces_that_match_are_told_apart_by_the_caller()
    {
        var refusal = _guest.Refused<DeviceAmbiguousException>(() => _guest.Detach("<interface type='network'/>"));
        Assert.Equal(["52:54:00:00:00:01", "52:54:00:00:00:02"], refusal.Devices);
    }

    [Fact]
    public void Interfaces_with_one_hardware_address_are_told_apart_by_their_place()
    {
        var host = new Host();
        var xml = Host.Xml("twins", more: """
            <devices>
              <interface type='user'><mac address='52:54:00:00:00:01'/><address type='pci' bus='0x01'/></interface>
              <interface type='user'><mac address='52:54:00:00:00:01'/><address type='pci' bus='0x02'/></interface>
            </devices>
            """);
        var self = Host.Run(host.Domains.CreateXmlAsync(new() { Xml = xml }, Host.Call));
        void Detach(string place) => Host.Run(host.Domains.DetachDeviceAsync(
            new() { Self = self, Xml = $"<interface type='user'><mac address='52:54:00:00:00:01'/>{place}</interface>" }, Host.Call));

        Assert.Throws<DeviceAmbiguousException>(() => Detach(""));
        Detach("<address type='pci' bus='2' slot='0'/>");
        Detach("");
        Assert.Throws<NoDeviceException>(() => Detach(""));
    }

    [Theory]
    [InlineData("<disk><target dev='hda'/></disk>")]
    [InlineData("<video><model type='qxl' heads='2'/></video>")]
    [InlineData("<graphics type='vnc'/>")]
    public void What_cannot_be_plugged_stays(string xml) => _guest.Refused<DeviceNotPluggableException>(() => _guest.Detach(xml, DomainAffect.Live));

    [Fact]
    public void For_the_next_start_a_drive_can_go()
    {
        _guest.Detach("<disk><target dev='hda'/></disk>", DomainAffect.Config);
        Assert.Equal(["defined web1 updated"], _guest.Told);
        Assert.Single(_guest.Find("//disk", config: true));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("<disk", 1, 6)]
    [InlineData("\n  <dsik/>", 2, 3)]
    [InlineData("<!DOCTYPE disk><disk/>", 1, 1)]
    [InlineData("<disk xmlns='urn:x'/>", 1, 1)]
    public void What_is_no_device_is_refused_with_its_place(string xml, int line, int column)
    {
        var refusal = _guest.Refused<XmlInvalidException>(() => _guest.Detach(xml));
        Assert.Equal((line, column), (refusal.Line, refusal.Column));
    }
}
