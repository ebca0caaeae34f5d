using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Devices;

public sealed class BlockSizeTests
{
    private const long GiB = 1L << 30;

    private readonly DeviceGuest _guest = new();

    [Fact]
    public void A_disk_has_a_size_whether_its_domain_is_active_or_not()
    {
        var size = new DomainBlockInfo { Capacity = 10 * GiB, Allocation = 5 * GiB / 2, Physical = 5 * GiB / 2 };
        Assert.Equal(size, Info("vda"));
        Assert.Equal(700 << 20, Info("hda").Capacity);
        _guest.Stop();
        Assert.Equal(size, Info("/images/web1.img"));
    }

    [Fact]
    public void A_device_of_the_host_is_there_as_a_whole()
    {
        _guest.Attach("<disk type='block'><source dev='/dev/sdb'/><target dev='vdb' bus='virtio'/></disk>");
        var info = Info("vdb");
        Assert.Equal((10 * GiB, 10 * GiB, 10 * GiB), (info.Capacity, info.Allocation, info.Physical));
    }

    [Fact]
    public void Another_size_is_told_once_and_outlives_the_activation()
    {
        Resize("vda", 20 * GiB);
        Resize("/images/web1.img", 20 * GiB);

        Assert.Equal([$"blockResized web1 {20 * GiB} vda"], _guest.Told);
        _guest.Stop();
        Assert.Equal(20 * GiB, Info("vda").Capacity);
        _guest.Start();
        Resize("vda", 5 * GiB);
        Assert.Equal(5 * GiB, Info("vda").Capacity);
    }

    [Theory]
    [InlineData("vda", 511, "capacity")]
    [InlineData("vda", 1, "capacity")]
    [InlineData("hda", 512, "disk")]
    public void What_fits_no_disk_is_refused(string disk, long capacity, string parameter) =>
        Assert.Equal(parameter, _guest.Refused<InvalidArgumentException>(() => Resize(disk, capacity)).Parameter);

    [Fact]
    public void An_empty_drive_has_no_size()
    {
        _guest.Update("<disk device='cdrom'><target dev='hda' bus='ide'/></disk>");
        Assert.Equal("disk", _guest.Refused<InvalidArgumentException>(() => Info("hda")).Parameter);
        Assert.Equal("disk", _guest.Refused<InvalidArgumentException>(() => Resize("hda", 512)).Parameter);
    }

    [Fact]
    public void A_disk_that_is_not_there_is_answered_with_those_that_are()
    {
        Assert.Equal(["vda", "hda"], _guest.Refused<NoDeviceException>(() => Info("vdz")).Devices);
        Assert.Equal(["vda", "hda"], _guest.Refused<NoDeviceException>(() => Resize("vdz", 512)).Devices);
    }

    [Fact]
    public void Only_an_active_domains_disk_can_be_resized()
    {
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Resize("vda", GiB));
    }

    private DomainBlockInfo Info(string disk) => Host.Run(_guest.Host.Domains.GetBlockInfoAsync(new() { Self = _guest.Self, Disk = disk }, Host.Call));

    private void Resize(string disk, long capacity) =>
        Host.Run(_guest.Host.Domains.ResizeBlockAsync(new() { Self = _guest.Self, Disk = disk, Capacity = capacity }, Host.Call));
}
