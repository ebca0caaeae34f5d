using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Devices;

/// <summary>What devices have done is 0 at a start, grows while the guest runs, and is each device's own.</summary>
public sealed class DeviceFiguresTests
{
    private readonly DeviceGuest _guest = new();

    [Fact]
    public void Disks_begin_at_nothing_and_go_on_while_the_guest_runs()
    {
        _guest.Stop();
        _guest.Start();
        var first = Block("vda");
        _guest.Wait(100);
        var later = Block("vda");
        Host.Run(_guest.Host.Domains.SuspendAsync(_guest.Self, Host.Call));
        var paused = Block("vda");
        _guest.Wait(100);

        Assert.Equal(0UL, first.ReadRequests + first.WriteBytes + first.FlushTime);
        Assert.True(first.ReadRequests < later.ReadRequests && first.WriteBytes < later.WriteBytes);
        Assert.Equal(paused, Block("vda"));
        Assert.Equal(0UL, later.Errors);
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Block("vda"));
        _guest.Start();
        Assert.Equal(0UL, Block("vda").ReadRequests);
    }

    [Fact]
    public void A_disk_that_is_plugged_in_begins_at_nothing()
    {
        _guest.Wait(1000);
        _guest.Attach("<disk><source file='/x'/><target dev='vdb' bus='virtio'/></disk>");
        Assert.Equal(0UL, Block("vdb").ReadRequests);
        Assert.True(Block("vda").ReadRequests > 1000);
        _guest.Detach("<disk><target dev='vdb'/></disk>");
        Assert.Throws<NoDeviceException>(() => Block("vdb"));
    }

    [Fact]
    public void All_disks_together_have_done_what_each_of_them_has()
    {
        var (a, b, all) = (Block("vda"), Block("hda"), Block(null));
        Assert.Equal(a.ReadRequests + b.ReadRequests, all.ReadRequests);
        Assert.Equal(a.WriteBytes, all.WriteBytes);
        Assert.Equal(0UL, b.WriteRequests);
    }

    [Fact]
    public void A_disk_is_found_by_its_target_and_its_source_and_by_nothing_else()
    {
        Assert.Equal(Block("vda"), Block("/images/web1.img"));
        var refusal = Assert.Throws<NoDeviceException>(() => Block("vdz"));
        Assert.Equal(("disk", "vdz", "vda,hda"), (refusal.Kind, refusal.Device, string.Join(',', refusal.Devices!)));
    }

    [Fact]
    public void An_interface_is_found_by_its_target_and_its_hardware_address()
    {
        var first = Interface("vnet7");
        Assert.Equal(first, Interface("52:54:00:00:00:01"));
        Assert.Equal(Interface("52:54:00:00:00:02"), Interface("52:54:00:00:00:02".ToUpperInvariant()));
        _guest.Wait(100);
        var later = Interface("vnet7");
        Assert.True(first.RxBytes < later.RxBytes && first.TxPackets < later.TxPackets);
        Assert.NotEqual(later, Interface("52:54:00:00:00:02"));

        var refusal = Assert.Throws<NoDeviceException>(() => Interface("eth9"));
        Assert.Equal("vnet7,52:54:00:00:00:02", string.Join(',', refusal.Devices!));
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Interface("vnet7"));
    }

    [Fact]
    public void The_same_calls_give_the_same_figures()
    {
        var other = new DeviceGuest();
        Assert.Equal(Block("vda"), Host.Run(other.Host.Domains.GetBlockStatsAsync(new() { Self = other.Self, Disk = "vda" }, Host.Call)));
    }

    private DomainBlockStats Block(string? disk) => Host.Run(_guest.Host.Domains.GetBlockStatsAsync(new() { Self = _guest.Self, Disk = disk }, Host.Call));

    private DomainInterfaceStats Interface(string device) =>
        Host.Run(_guest.Host.Domains.GetInterfaceStatsAsync(new() { Self = _guest.Self, Device = device }, Host.Call));
}
