using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>Definitions and autostart marks outlive the server; what runs does not, unless it is started with the host.</summary>
public sealed class KeptNetworkTests
{
    private readonly RememberingKeeper _keeper = new();

    [Fact]
    public void A_later_host_has_what_was_defined_and_starts_what_is_marked()
    {
        var host = new Host(_keeper);
        host.Store.Begin();
        var plain = host.Define(Host.Xml("plain"));
        host.Create(plain);
        var marked = host.Define(Host.Xml("marked", more: Host.Dhcp("<range start='10.0.0.2' end='10.0.0.9'/>")));
        SimulatedHost.Run(host.Networks.SetAutostartAsync(new() { Self = marked, Autostart = true }, Host.Call));
        host.CreateXml(Host.Xml("transient"));
        var gone = host.Define(Host.Xml("gone"));
        SimulatedHost.Run(host.Networks.UndefineAsync(new() { Self = gone }, Host.Call));
        host.Update(plain, NetworkUpdateCommand.AddLast, NetworkSection.Portgroup, "<portgroup name='live'/>", NetworkAffect.Live);
        host.Update(plain, NetworkUpdateCommand.AddLast, NetworkSection.Portgroup, "<portgroup name='config'/>", NetworkAffect.Config);
        var dump = host.Dump(plain, inactive: true);

        var later = new Host(_keeper);
        later.Store.Begin();
        var names = SimulatedHost.Run(later.Networks.ListAsync(default, Host.Call)).Items.Select(n => n.Name!).Order(StringComparer.Ordinal);
        Assert.Equal(["default", "marked", "plain"], names);
        Assert.Equal((false, true, false), (later.Info(plain).Active, later.Info(plain).Persistent, later.Info(plain).Autostart));
        Assert.Equal((true, true, true), (later.Info(marked).Active, later.Info(marked).Persistent, later.Info(marked).Autostart));
        Assert.Equal(dump, later.Dump(plain));
        Assert.Contains("config", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("live", dump, StringComparison.Ordinal);

        // The names of bridges go on from there, and a network that was started gives out addresses.
        Assert.Equal("virbr3", later.Info(later.Define(Host.Xml("new"))).Bridge);
        SimulatedHost.Run(later.Domains.CreateXmlAsync(new() { Xml = Host.Guest("g", ("52:54:00:00:00:01", "marked")) }, Host.Call));
        Assert.Single(later.Leases.OfNetwork("marked"));
    }
}
