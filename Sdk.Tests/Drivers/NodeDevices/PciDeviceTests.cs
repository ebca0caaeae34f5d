using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.NodeDevices.DeviceHost;

namespace Virtwire.Sdk.Tests.Drivers.NodeDevices;

/// <summary>Cards are plugged into the simulated host, taken from it for guests, given back and reset, but never while a guest has them.</summary>
public sealed class PciDeviceTests
{
    private const string Passed = "<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0x0000' bus='0x06' slot='0x00' function='0x0'/></source></hostdev>";

    private static readonly NodeDeviceRef Card = NodeDeviceRef.ByName("pci_0000_06_00_0");

    private readonly Host _host = new();

    [Fact]
    public async Task A_card_is_plugged_in_and_out()
    {
        Assert.Equal(Card, await _host.CreateAsync(Host.Card()));
        Assert.Equal("active persistent nvidia", await _host.DescribeAsync(Card));
        Assert.Equal(
            [NodeDeviceCapability.Pci, NodeDeviceCapability.MdevTypes], await _host.Devices.ListCapabilitiesAsync(Card, Host.Call));
        Assert.Equal("pci_0000_03_00_1", (await _host.CreateAsync(Host.Nic)).Name);
        await Assert.ThrowsAsync<NodeDeviceExistsException>(async () => await _host.CreateAsync(Host.Card()));

        await _host.Devices.DestroyAsync(Card, Host.Call);
        Assert.Equal("gone", await _host.DescribeAsync(Card));
        Assert.Equal(["created pci_0000_06_00_0", "created pci_0000_03_00_1", "deleted pci_0000_06_00_0"], _host.Events.Take());
    }

    [Fact]
    public async Task Detached_it_has_the_driver_of_guests_and_reattached_its_own()
    {
        await _host.CreateAsync(Host.Card());
        var before = await _host.Devices.GetXmlAsync(new() { Self = Card }, Host.Call);
        _host.Events.Take();

        await _host.Devices.DetachAsync(new() { Self = Card }, Host.Call);
        Assert.Equal("active persistent vfio-pci", await _host.DescribeAsync(Card));
        Assert.Equal(
            CanonicalXml.Of(before.Replace("nvidia", "vfio-pci", StringComparison.Ordinal)),
            CanonicalXml.Of(await _host.Devices.GetXmlAsync(new() { Self = Card }, Host.Call)));
        await _host.Devices.DetachAsync(new() { Self = Card, Driver = "vfio" }, Host.Call);
        await _host.Devices.ResetAsync(Card, Host.Call);

        await _host.Devices.ReattachAsync(Card, Host.Call);
        await _host.Devices.ReattachAsync(Card, Host.Call);
        Assert.Equal("active persistent nvidia", await _host.DescribeAsync(Card));
        Assert.Equal(before, await _host.Devices.GetXmlAsync(new() { Self = Card }, Host.Call));
        Assert.Equal(["changed pci_0000_06_00_0", "changed pci_0000_06_00_0"], _host.Events.Take());
    }

    [Fact]
    public async Task One_without_a_driver_of_its_own_has_none_again()
    {
        var nic = await _host.CreateAsync(Host.Nic);

        Assert.Equal("active persistent", await _host.DescribeAsync(nic));
        await _host.Devices.DetachAsync(new() { Self = nic }, Host.Call);
        Assert.Contains("<driver><name>vfio-pci</name></driver>", await _host.Devices.GetXmlAsync(new() { Self = nic }, Host.Call), StringComparison.Ordinal);
        await _host.Devices.ReattachAsync(nic, Host.Call);
        Assert.DoesNotContain("driver", await _host.Devices.GetXmlAsync(new() { Self = nic }, Host.Call), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_vfio_takes_a_device_over()
    {
        await _host.CreateAsync(Host.Card());

        var refusal = await Assert.ThrowsAsync<ArgumentUnsupportedException>(async () =>
            await _host.Devices.DetachAsync(new() { Self = Card, Driver = "xen" }, Host.Call));
        Assert.Equal("driver", refusal.Parameter);
        Assert.Equal("active persistent nvidia", await _host.DescribeAsync(Card));
    }

    [Theory]
    [InlineData(Passed)]
    [InlineData("<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='6' slot='0' function='0'/></source><address type='pci' bus='0x09' slot='0x01'/></hostdev>")]
    [InlineData("<interface type='hostdev'><source><address type='pci' bus='0x06' slot='0x00' function='0x0'/></source></interface>")]
    public async Task While_a_running_guest_has_it_nobody_touches_it(string device)
    {
        await _host.CreateAsync(Host.Card());
        var guest = await _host.StartGuestAsync(device);
        Func<Task>[] calls =
        [
            async () => await _host.Devices.DetachAsync(new() { Self = Card }, Host.Call),
            async () => await _host.Devices.ReattachAsync(Card, Host.Call),
            async () => await _host.Devices.ResetAsync(Card, Host.Call),
            async () => await _host.Devices.DestroyAsync(Card, Host.Call),
        ];

        foreach (var call in calls)
            Assert.Equal("guest", (await Assert.ThrowsAsync<NodeDeviceInUseException>(call)).Domain);
        Assert.Equal("active persistent nvidia", await _host.DescribeAsync(Card));

        await _host.Domains.DestroyAsync(new() { Self = guest }, Host.Call);
        foreach (var call in calls)
            await call();
    }

    [Theory]
    [InlineData("<hostdev mode='subsystem' type='pci'><source><address domain='0x0000' bus='0x06' slot='0x00' function='0x1'/></source></hostdev>")]
    [InlineData("<hostdev mode='subsystem' type='pci'><source><address bus='0x07' slot='0x00'/></source><address type='pci' bus='0x06' slot='0x00' function='0x0'/></hostdev>")]
    [InlineData("<hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/></source></hostdev>")]
    public async Task A_guest_that_has_another_one_is_not_in_the_way(string device)
    {
        await _host.CreateAsync(Host.Card());
        await _host.StartGuestAsync(device);

        await _host.Devices.DetachAsync(new() { Self = Card }, Host.Call);
        Assert.Equal("active persistent vfio-pci", await _host.DescribeAsync(Card));
    }
}
