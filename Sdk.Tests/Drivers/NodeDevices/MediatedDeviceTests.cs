using Host = Virtwire.Sdk.Tests.Drivers.NodeDevices.DeviceHost;

namespace Virtwire.Sdk.Tests.Drivers.NodeDevices;

/// <summary>Mediated devices are shares of a card: defined, started, ended and undefined by libvirt's rules.</summary>
public sealed class MediatedDeviceTests
{
    private static readonly NodeDeviceRef Card = NodeDeviceRef.ByName("pci_0000_06_00_0");

    private readonly Host _host = new();

    [Fact]
    public async Task One_is_defined_started_ended_and_undefined()
    {
        await _host.CreateAsync(Host.Card());
        _host.Events.Take();

        Assert.Equal(Host.Share, await _host.DefineAsync(Host.ShareXml()));
        Assert.Equal("inactive persistent", await _host.DescribeAsync(Host.Share));
        Assert.Equal([Host.Share.Name!], await _host.NamesAsync(new() { Active = false }));
        Assert.Equal([Host.Share.Name!], await _host.NamesAsync(new() { Capability = NodeDeviceCapability.Mdev }));

        Assert.Equal(Host.Share, await _host.StartAsync(Host.Share));
        Assert.Equal("active persistent", await _host.DescribeAsync(Host.Share));
        await Assert.ThrowsAsync<NodeDeviceActiveException>(async () => await _host.StartAsync(Host.Share));

        await _host.Devices.DestroyAsync(Host.Share, Host.Call);
        Assert.Equal("inactive persistent", await _host.DescribeAsync(Host.Share));
        await Assert.ThrowsAsync<NodeDeviceNotActiveException>(async () => await _host.Devices.DestroyAsync(Host.Share, Host.Call));

        await _host.Devices.UndefineAsync(new() { Self = Host.Share }, Host.Call);
        Assert.Equal("gone", await _host.DescribeAsync(Host.Share));
        Assert.Equal(new[] { "defined", "created", "deleted", "undefined" }.Select(e => $"{e} {Host.Share.Name}"), _host.Events.Take());
    }

    [Fact]
    public async Task One_that_was_created_is_gone_with_its_end_and_has_no_definition()
    {
        await _host.CreateAsync(Host.Card());
        Assert.Equal(Host.Share, await _host.CreateAsync(Host.ShareXml()));

        Assert.Equal("active transient", await _host.DescribeAsync(Host.Share));
        await Assert.ThrowsAsync<NodeDeviceNotPersistentException>(async () => await _host.Devices.UndefineAsync(new() { Self = Host.Share }, Host.Call));
        await Assert.ThrowsAsync<NodeDeviceNotPersistentException>(async () =>
            await _host.Devices.SetAutostartAsync(new() { Self = Host.Share, Autostart = true }, Host.Call));
        await _host.Devices.DestroyAsync(Host.Share, Host.Call);
        Assert.Equal("gone", await _host.DescribeAsync(Host.Share));
    }

    [Fact]
    public async Task An_active_one_that_is_defined_stays_and_that_is_undefined_goes_on_until_its_end()
    {
        await _host.CreateAsync(Host.Card());
        await _host.CreateAsync(Host.ShareXml());

        await _host.DefineAsync(Host.ShareXml());
        Assert.Equal("active persistent", await _host.DescribeAsync(Host.Share));
        await _host.Devices.UndefineAsync(new() { Self = Host.Share }, Host.Call);
        Assert.Equal("active transient", await _host.DescribeAsync(Host.Share));
    }

    [Fact]
    public async Task A_new_definition_is_taken_up_at_the_next_start()
    {
        await _host.CreateAsync(Host.Card());
        await _host.DefineAsync(Host.ShareXml());
        await _host.StartAsync(Host.Share);
        var running = await XmlAsync();
        await _host.DefineAsync(Host.ShareXml().Replace("</uuid>", "</uuid><attr name='a' value='1'/>", StringComparison.Ordinal));

        Assert.Equal(running, await XmlAsync());
        Assert.Contains("<attr", await XmlAsync(inactive: true), StringComparison.Ordinal);
        await _host.Devices.DestroyAsync(Host.Share, Host.Call);
        await _host.StartAsync(Host.Share);
        Assert.Contains("<attr", await XmlAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_has_as_many_as_it_says_and_says_how_many_it_can_still_have()
    {
        await _host.CreateAsync(Host.Card());
        Assert.Contains("<availableInstances>2<", await CardXmlAsync(), StringComparison.Ordinal);
        await _host.CreateAsync(Host.ShareXml());
        await _host.CreateAsync(Host.ShareXml(Guid.NewGuid()));
        Assert.Contains("<availableInstances>0<", await CardXmlAsync(), StringComparison.Ordinal);

        await Assert.ThrowsAsync<NodeDeviceParentUnsuitableException>(async () => await _host.CreateAsync(Host.ShareXml(Guid.NewGuid())));
        var defined = await _host.DefineAsync(Host.ShareXml(Guid.NewGuid()));
        await Assert.ThrowsAsync<NodeDeviceParentUnsuitableException>(async () => await _host.StartAsync(defined));
        await _host.Devices.DestroyAsync(Host.Share, Host.Call);
        await _host.StartAsync(defined);
    }

    [Theory]
    [InlineData("vgpu-1", "")]
    [InlineData("vgpu-1", "<parent>computer</parent>")]
    [InlineData("vgpu-1", "<parent>nobody</parent>")]
    [InlineData("vgpu-2", "<parent>pci_0000_06_00_0</parent>")]
    public async Task A_parent_that_is_not_there_or_cannot_have_it_is_refused(string type, string parent)
    {
        await _host.CreateAsync(Host.Card());

        await Assert.ThrowsAsync<NodeDeviceParentUnsuitableException>(async () => await _host.CreateAsync(Host.ShareXml(type: type, parent: parent)));
        await Assert.ThrowsAsync<NodeDeviceParentUnsuitableException>(async () => await _host.DefineAsync(Host.ShareXml(type: type, parent: parent)));
        Assert.Equal(5, (await _host.NamesAsync()).Count);
    }

    [Fact]
    public async Task A_uuid_is_of_one_device()
    {
        await _host.CreateAsync(Host.Card());
        await _host.CreateAsync(Host.Card().Replace("<bus>6<", "<bus>7<", StringComparison.Ordinal));
        await _host.DefineAsync(Host.ShareXml());

        var created = await Assert.ThrowsAsync<NodeDeviceExistsException>(async () => await _host.CreateAsync(Host.ShareXml()));
        var defined = await Assert.ThrowsAsync<NodeDeviceExistsException>(async () =>
            await _host.DefineAsync(Host.ShareXml(parent: "<parent>pci_0000_07_00_0</parent>")));
        Assert.Equal((Host.Share.Name, Host.Share.Name), (created.Name, defined.Name));
    }

    [Fact]
    public async Task A_card_that_is_shared_is_not_taken_away_nor_is_a_share_that_a_guest_has()
    {
        await _host.CreateAsync(Host.Card());
        await _host.CreateAsync(Host.ShareXml());
        Func<Task>[] calls =
        [
            async () => await _host.Devices.DestroyAsync(Card, Host.Call),
            async () => await _host.Devices.DetachAsync(new() { Self = Card }, Host.Call),
            async () => await _host.Devices.ResetAsync(Card, Host.Call),
        ];
        foreach (var call in calls)
            Assert.Equal(Host.Share.Name, (await Assert.ThrowsAsync<NodeDeviceInUseException>(call)).Device);

        await _host.StartGuestAsync($"<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='{Host.Uuid}'/></source></hostdev>");
        var used = await Assert.ThrowsAsync<NodeDeviceInUseException>(async () => await _host.Devices.DestroyAsync(Host.Share, Host.Call));
        Assert.Equal("guest", used.Domain);
    }

    [Fact]
    public async Task A_card_that_was_taken_from_the_host_cannot_be_shared()
    {
        await _host.CreateAsync(Host.Card());
        await _host.Devices.DetachAsync(new() { Self = Card }, Host.Call);

        await Assert.ThrowsAsync<NodeDeviceParentUnsuitableException>(async () => await _host.CreateAsync(Host.ShareXml()));
    }

    [Fact]
    public async Task A_change_is_made_on_the_revision_that_was_read_only()
    {
        await _host.CreateAsync(Host.Card());
        await Assert.ThrowsAsync<RevisionMismatchException>(async () =>
            await _host.Devices.DefineAsync(new() { Xml = Host.ShareXml(), IfRevision = "none" }, Host.Call));
        await _host.DefineAsync(Host.ShareXml());
        var first = await RevisionAsync();
        await _host.Devices.SetAutostartAsync(new() { Self = Host.Share, Autostart = true, IfRevision = first }, Host.Call);
        var second = await RevisionAsync();

        Assert.NotEqual(first, second);
        Func<string, Task>[] changes =
        [
            async r => await _host.Devices.SetAutostartAsync(new() { Self = Host.Share, Autostart = false, IfRevision = r }, Host.Call),
            async r => await _host.Devices.DefineAsync(new() { Xml = Host.ShareXml(), IfRevision = r }, Host.Call),
            async r => await _host.Devices.UndefineAsync(new() { Self = Host.Share, IfRevision = r }, Host.Call),
        ];
        foreach (var change in changes)
        {
            var refusal = await Assert.ThrowsAsync<RevisionMismatchException>(() => change("stale"));
            Assert.Equal(("stale", await RevisionAsync()), (refusal.Expected, refusal.Actual));
        }

        foreach (var change in changes)
            await change(await RevisionAsync());
        Assert.Equal("gone", await _host.DescribeAsync(Host.Share));
    }

    private async Task<string> RevisionAsync() => (await _host.Devices.GetInfoAsync(Host.Share, Host.Call)).Revision!;

    private ValueTask<string> XmlAsync(bool inactive = false) => _host.Devices.GetXmlAsync(new() { Self = Host.Share, Inactive = inactive }, Host.Call);

    private ValueTask<string> CardXmlAsync() => _host.Devices.GetXmlAsync(new() { Self = Card }, Host.Call);
}
