using Virtwire.Sdk.Server.Drivers.Test.Interfaces;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Interfaces;

/// <summary>The life of the host's interfaces.</summary>
public sealed class InterfaceTests
{
    private readonly InterfaceHost _host = new();

    [Fact]
    public void The_host_has_the_interface_of_libvirts_own()
    {
        var info = _host.Info(InterfaceHost.Eth1);

        Assert.Equal("eth1 active", _host.List());
        Assert.Equal(
            (true, InterfaceType.Ethernet, "aa:bb:cc:dd:ee:ff", InterfaceStartMode.Onboot, 1492),
            (info.Active, info.Type, info.Mac, info.StartMode, info.Mtu));
        Assert.Equal(["192.168.0.5/24"], info.Addresses);
        Assert.Empty(info.Ports);
        Assert.Equal(CanonicalXml.Of(DefaultInterface.Xml), CanonicalXml.Of(_host.Dump(InterfaceHost.Eth1)));
        Assert.Empty(_host.Events.Take());
    }

    [Fact]
    public void An_interface_goes_up_and_down()
    {
        Assert.Throws<InterfaceActiveException>(() => _host.Create(InterfaceHost.Eth1));
        _host.Destroy(InterfaceHost.Eth1);
        Assert.Throws<InterfaceNotActiveException>(() => _host.Destroy(InterfaceHost.Eth1));
        Assert.Equal("eth1", _host.List());
        _host.Create(InterfaceHost.Eth1);
        Assert.Equal("eth1 active", _host.List());
        Assert.Equal(["stateChanged eth1 False stopped", "stateChanged eth1 True started"], _host.Events.Take());
    }

    [Fact]
    public void An_interface_is_defined_changed_and_taken_away()
    {
        var self = _host.Define(InterfaceHost.Xml("eth2"));
        _host.Create(self);
        _host.Define(InterfaceHost.Xml("eth2", "<mtu size='9000'/>"));
        Assert.Equal((true, 9000), (_host.Info(self).Active, _host.Info(self).Mtu));
        _host.Undefine(self);
        Assert.Equal("eth1 active", _host.List());
        Assert.Equal(
            ["defined eth2 added", "stateChanged eth2 True started", "defined eth2 updated", "stateChanged eth2 False stopped", "undefined eth2"],
            _host.Events.Take());
        _host.Define(InterfaceHost.Xml("eth3"));
        _host.Undefine(InterfaceRef.ByName("eth3"));
        Assert.Equal(["defined eth3 added", "undefined eth3"], _host.Events.Take());
    }

    [Fact]
    public void A_hardware_address_finds_one_interface_or_none_or_is_refused()
    {
        Assert.Equal("eth1", Lookup("AA:bb:CC:dd:EE:ff").Name);
        var none = Assert.Throws<NoInterfaceException>(() => Lookup("aa:bb:cc:dd:ee:00"));
        Assert.Equal("aa:bb:cc:dd:ee:00", none.InterfaceName);
        _host.Define(InterfaceHost.Xml("eth0", "<mac address='AA:BB:CC:DD:EE:FF'/>"));
        var several = Assert.Throws<InterfaceMacAmbiguousException>(() => Lookup("aa:bb:cc:dd:ee:ff"));
        Assert.Equal(("aa:bb:cc:dd:ee:ff", "eth0 eth1"), (several.Mac, string.Join(' ', several.Interfaces!)));
    }

    [Fact]
    public async Task Lists_are_pages_in_the_order_of_the_names()
    {
        for (var i = 0; i < 20; i++)
            _host.Define(InterfaceHost.Xml($"p{i:00}"));
        _host.Create(InterfaceRef.ByName("p07"));
        var listed = new List<string>();
        string? after = null;
        do
        {
            var page = await _host.Interfaces.ListAsync(new() { Limit = 6, After = after }, InterfaceHost.Call);
            listed.AddRange(page.Items.Select(i => i.Name!));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"p{i:00}").Prepend("eth1"), listed);
        Assert.Equal(["eth1", "p07"], (await _host.Interfaces.ListAsync(new() { Active = true }, InterfaceHost.Call)).Items.Select(i => i.Name));
        Assert.Equal(19, (await _host.Interfaces.ListAsync(new() { Active = false }, InterfaceHost.Call)).Items.Count);
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await _host.Interfaces.ListAsync(new() { After = "?" }, InterfaceHost.Call));
    }

    [Fact]
    public void A_change_is_made_on_the_revision_that_was_read()
    {
        var revision = _host.Info(InterfaceHost.Eth1).Revision!;
        _host.Destroy(InterfaceHost.Eth1);
        Assert.Equal(revision, _host.Info(InterfaceHost.Eth1).Revision);
        SimulatedHost.Run(_host.Interfaces.DefineAsync(new() { Xml = InterfaceHost.Xml("eth1"), IfRevision = revision }, InterfaceHost.Call));
        var stale = Assert.Throws<RevisionMismatchException>(
            () => SimulatedHost.Run(_host.Interfaces.UndefineAsync(new() { Self = InterfaceHost.Eth1, IfRevision = revision }, InterfaceHost.Call)));

        Assert.Equal((revision, _host.Info(InterfaceHost.Eth1).Revision), (stale.Expected, stale.Actual));
        Assert.Throws<RevisionMismatchException>(
            () => SimulatedHost.Run(_host.Interfaces.DefineAsync(new() { Xml = InterfaceHost.Xml("new"), IfRevision = revision }, InterfaceHost.Call)));
    }

    [Fact]
    public void A_name_that_is_nobodys_is_refused_by_every_method()
    {
        var nobody = InterfaceRef.ByName("nobody");
        Action[] calls =
        [
            () => _host.Create(nobody), () => _host.Destroy(nobody), () => _host.Undefine(nobody), () => _host.Info(nobody), () => _host.Dump(nobody),
            () => SimulatedHost.Run(_host.Interfaces.LookupByNameAsync(new() { Name = "nobody" }, InterfaceHost.Call)),
        ];
        foreach (var call in calls)
            Assert.Equal("nobody", Assert.Throws<NoInterfaceException>(call).InterfaceName);
    }

    [Fact]
    public void A_later_host_has_what_was_defined_and_up_what_starts_with_it()
    {
        var keeper = new RememberingKeeper();
        var host = new InterfaceHost(keeper);
        host.Define(InterfaceHost.Xml("late"));
        host.Create(InterfaceRef.ByName("late"));
        host.Destroy(InterfaceHost.Eth1);
        host.Define(InterfaceHost.Xml("gone"));
        host.Undefine(InterfaceRef.ByName("gone"));

        Assert.Equal("eth1 active, late", new InterfaceHost(keeper).List());
    }

    private InterfaceRef Lookup(string mac) => SimulatedHost.Run(_host.Interfaces.LookupByMacAsync(new() { Mac = mac }, InterfaceHost.Call));
}
