namespace Virtwire.Sdk.Tests.Drivers.Devices;

public sealed class UpdateDeviceTests
{
    private const string Nic = "<interface type='network'><mac address='52:54:00:00:00:01'/><source network='default'/>";

    private readonly DeviceGuest _guest = new();

    [Theory]
    [InlineData("<disk type='file' device='cdrom'><source file='/iso/b.iso'/><target dev='hda' bus='ide'/></disk>", "//disk[2]/source[@file='/iso/b.iso']", 1)]
    [InlineData("<disk type='block' device='cdrom'><source dev='/dev/sr0'/><target dev='hda' bus='ide'/><readonly/></disk>", "//disk[2][@type='block']/source[@dev]", 1)]
    [InlineData("<disk device='cdrom'><target dev='hda' bus='ide'/></disk>", "//disk[2]/source", 0)]
    [InlineData("<graphics type='vnc' passwd='new'/>", "//graphics[@passwd='new' and @port='-1']", 1)]
    [InlineData("<graphics type='vnc'/>", "//graphics[@passwd]", 0)]
    [InlineData(Nic + "<link state='down'/></interface>", "//interface[1]/link[@state='down']", 1)]
    [InlineData("<interface type='network'><mac address='52:54:00:00:00:01'/><source network='other'/><model type='virtio'/></interface>", "//interface[1]/source[@network='other']", 1)]
    [InlineData(Nic + "<bandwidth><inbound average='1000'/></bandwidth></interface>", "//interface[1]/bandwidth/inbound", 1)]
    public void What_can_change_while_the_guest_runs_does(string xml, string path, int found)
    {
        _guest.Update(xml);

        Assert.StartsWith("deviceUpdated web1 ", Assert.Single(_guest.Told), StringComparison.Ordinal);
        Assert.Equal(found, _guest.Find(path).Count);
        Assert.NotEqual(_guest.Xml(), _guest.Xml(config: true));
        _guest.Update(xml);
        Assert.Empty(_guest.Told);
    }

    [Fact]
    public void What_the_document_leaves_out_stays()
    {
        _guest.Update(Nic + "<link state='down'/></interface>");
        Assert.Single(_guest.Find("//interface[target/@dev='vnet7' and model/@type='virtio' and link]"));
        _guest.Update(Nic + "</interface>");
        Assert.Empty(_guest.Find("//link"));
    }

    [Theory]
    [InlineData("<disk device='disk'><source file='/images/other.img'/><target dev='vda' bus='virtio'/></disk>", "disk/source")]
    [InlineData("<disk device='lun'><source file='/images/web1.img'/><target dev='vda' bus='virtio'/></disk>", "disk/@device")]
    [InlineData("<disk device='cdrom'><target dev='hda' bus='sata'/></disk>", "disk/target")]
    [InlineData("<disk device='cdrom'><target dev='hda'/><serial>1</serial></disk>", "disk/serial")]
    [InlineData("<graphics type='vnc' port='5900'/>", "graphics/@port")]
    [InlineData(Nic + "<model type='e1000'/></interface>", "interface/model")]
    [InlineData(Nic + "<target dev='vnet8'/></interface>", "interface/target")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00:01'/></interface>", "interface/@type")]
    public void What_cannot_is_refused_by_its_name(string xml, string property) =>
        Assert.Equal(property, _guest.Refused<DeviceNotChangeableException>(() => _guest.Update(xml)).Property);

    [Theory]
    [InlineData("<video><model type='vga'/></video>", "live")]
    [InlineData("<video><model type='vga'/></video>", "config")]
    [InlineData("<rng model='virtio'><backend model='random'/></rng>", "live")]
    [InlineData("<controller type='scsi' index='0'/>", "config")]
    public void Devices_of_other_kinds_do_not_change(string xml, string affect) => Assert.Equal(
        affect, _guest.Refused<DeviceNotPluggableException>(() => _guest.Update(xml, DomainAffect.Of(affect))).Affect.ToString());

    [Theory]
    [InlineData("<disk device='cdrom'><target dev='hdz'/></disk>")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00:99'/></interface>")]
    [InlineData("<graphics type='spice'/>")]
    public void A_device_that_is_not_there_cannot_change(string xml)
    {
        _guest.Refused<NoDeviceException>(() => _guest.Update(xml, DomainAffect.Live));
        _guest.Refused<NoDeviceException>(() => _guest.Update(xml, DomainAffect.Config));
    }

    [Fact]
    public void For_the_next_start_a_device_is_replaced_and_keeps_its_place()
    {
        _guest.Update("<disk type='block' device='disk'><source dev='/dev/sdb'/><target dev='vda' bus='virtio'/></disk>", DomainAffect.Config);

        Assert.Equal(["defined web1 updated"], _guest.Told);
        Assert.Single(_guest.Find("//disk[1][@type='block' and source/@dev='/dev/sdb' and address/@bus='0x04']", config: true));
        Assert.Empty(_guest.Find("//disk[@type='block']"));
        _guest.Update("<interface type='bridge'><mac address='52:54:00:00:00:01'/><source bridge='br1'/></interface>", DomainAffect.Config);
        Assert.Single(_guest.Find("//interface[@type='bridge' and source/@bridge='br1']", config: true));
    }

    [Fact]
    public void It_does_not_take_what_another_device_has() => Assert.Equal(
        "target",
        _guest.Refused<DeviceExistsException>(() => _guest.Update(
            "<interface type='bridge'><mac address='52:54:00:00:00:02'/><source bridge='br0'/><target dev='vnet7'/></interface>", DomainAffect.Config)).Property);

    [Fact]
    public void One_that_says_nothing_new_changes_nothing()
    {
        _guest.Update("<interface type='bridge'><source bridge='br0'/><mac address='52:54:00:00:00:02'/></interface>", DomainAffect.LiveAndConfig);
        Assert.Empty(_guest.Told);
    }
}
