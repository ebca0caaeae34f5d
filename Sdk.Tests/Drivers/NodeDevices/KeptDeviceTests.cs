using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.NodeDevices.DeviceHost;

namespace Virtwire.Sdk.Tests.Drivers.NodeDevices;

/// <summary>Hardware and definitions outlive the server, what was only created does not.</summary>
public sealed class KeptDeviceTests
{
    private static readonly NodeDeviceRef Card = NodeDeviceRef.ByName("pci_0000_06_00_0");

    private readonly RememberingKeeper _keeper = new();

    [Fact]
    public async Task Hardware_and_definitions_are_there_again_and_what_is_marked_is_started()
    {
        var first = new Host(_keeper);
        await first.CreateAsync(Host.Card());
        await first.CreateAsync(Host.Adapter());
        await first.DefineAsync(Host.ShareXml());
        var other = await first.DefineAsync(Host.ShareXml(Guid.NewGuid()));
        await first.StartAsync(other);
        var transient = await first.CreateAsync(Host.ShareXml(Guid.NewGuid()));
        await first.Devices.SetAutostartAsync(new() { Self = Host.Share, Autostart = true }, Host.Call);
        Assert.True(await first.Devices.GetAutostartAsync(Host.Share, Host.Call));
        Assert.Equal("inactive persistent autostart", await first.DescribeAsync(Host.Share));

        var second = new Host(_keeper);
        Assert.Equal("active persistent autostart", await second.DescribeAsync(Host.Share));
        Assert.Equal("inactive persistent", await second.DescribeAsync(other));
        Assert.Equal("gone", await second.DescribeAsync(transient));
        Assert.Equal("gone", await second.DescribeAsync(NodeDeviceRef.ByName("scsi_host12")));
        Assert.Equal("active persistent nvidia", await second.DescribeAsync(Card));
        Assert.Equal("active persistent", await second.DescribeAsync(NodeDeviceRef.ByName("computer")));
        Assert.Empty(second.Events.Take());
    }

    [Fact]
    public async Task No_more_are_started_with_the_host_than_the_card_can_be_shared_by()
    {
        var first = new Host(_keeper);
        await first.CreateAsync(Host.Card());
        for (var i = 0; i < 3; i++)
            await first.Devices.SetAutostartAsync(new() { Self = await first.DefineAsync(Host.ShareXml(Guid.NewGuid())), Autostart = true }, Host.Call);

        var second = new Host(_keeper);
        Assert.Equal(2, (await second.NamesAsync(new() { Capability = NodeDeviceCapability.Mdev, Active = true })).Count);
        Assert.Single(await second.NamesAsync(new() { Capability = NodeDeviceCapability.Mdev, Active = false }));
    }

    [Fact]
    public async Task What_is_marked_is_not_started_on_a_card_that_is_no_longer_there()
    {
        var first = new Host(_keeper);
        await first.CreateAsync(Host.Card());
        await first.DefineAsync(Host.ShareXml());
        await first.Devices.SetAutostartAsync(new() { Self = Host.Share, Autostart = true }, Host.Call);
        await first.Devices.DestroyAsync(Card, Host.Call);

        var second = new Host(_keeper);
        Assert.Equal("inactive persistent autostart", await second.DescribeAsync(Host.Share));
        await Assert.ThrowsAsync<NodeDeviceParentUnsuitableException>(async () => await second.StartAsync(Host.Share));
    }
}
