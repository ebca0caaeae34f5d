using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>A network that needs a bridge gets the first free name where its document leaves it open, and none has another's.</summary>
public sealed class BridgeNameTests
{
    private readonly Host _host = new();

    [Fact]
    public void Names_are_given_out_from_the_first_that_is_free()
    {
        var first = _host.Define(Host.Xml("a"));
        var second = _host.Define(Host.Xml("b"));
        var third = _host.CreateXml(Host.Xml("c"));
        SimulatedHost.Run(_host.Networks.UndefineAsync(new() { Self = second }, Host.Call));
        var fourth = _host.Define(Host.Xml("d"));
        var lab = _host.Define(Host.Xml("e", more: "<bridge name='lab%d' stp='off'/>"));

        Assert.Equal(["virbr0", "virbr2", "virbr1", "lab0"], new[] { first, third, fourth, lab }.Select(n => _host.Info(n).Bridge!));
        Assert.Contains("<bridge name=\"virbr0\" stp=\"on\" delay=\"0\" />", _host.Dump(first), StringComparison.Ordinal);
        Assert.Contains("<bridge name=\"lab0\" stp=\"off\" />", _host.Dump(lab), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_definition_without_a_name_keeps_the_bridge()
    {
        var self = _host.Define(Host.Xml("a"));
        _host.Define(Host.Xml("b"));
        _host.Define(Host.Xml("a", self.Uuid));
        _host.Create(self);
        _host.Define(Host.Xml("a", self.Uuid, "<title>again</title>"));

        Assert.Equal("virbr0", _host.Info(self).Bridge);
        Assert.Contains("virbr0", _host.Dump(self, inactive: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<bridge name='br0'/>", true)]
    [InlineData("<bridge name='br0'/><forward mode='nat'/><ip address='10.0.0.1' prefix='24'/>", true)]
    [InlineData("<bridge name='br0'/><forward mode='bridge'/>", false)]
    [InlineData("<bridge name='br1'/>", false)]
    public void A_bridge_that_another_network_has_is_refused_unless_it_is_the_hosts(string more, bool refused)
    {
        _host.Define(Host.Xml("holder", more: "<bridge name='br0'/>"));
        foreach (var take in new Func<string, NetworkRef>[] { _host.Define, _host.CreateXml })
        {
            var fault = Record.Exception(() => take(Host.Xml("taker", Guid.Parse("11111111-2222-4333-8444-555555555555"), more)));
            Assert.Equal(refused, fault is NetworkBridgeInUseException { Bridge: "br0", Network: "holder" });
            Assert.Equal(refused, fault is not null);
        }
    }

    [Fact]
    public void A_bridge_is_held_by_what_runs_and_by_what_is_defined()
    {
        var self = _host.Define(Host.Xml("a", more: "<bridge name='br0'/>"));
        _host.Create(self);
        _host.Define(Host.Xml("a", self.Uuid, "<bridge name='br1'/>"));

        foreach (var taken in new[] { "br0", "br1" })
            Assert.Throws<NetworkBridgeInUseException>(() => _host.Define(Host.Xml("b", more: $"<bridge name='{taken}'/>")));
        SimulatedHost.Run(_host.Networks.DestroyAsync(self, Host.Call));
        _host.Define(Host.Xml("b", more: "<bridge name='br0'/>"));
    }

    [Theory]
    [InlineData("<forward mode='hostdev'/>")]
    [InlineData("<forward mode='vepa' dev='eth0'/>")]
    [InlineData("<forward mode='bridge' dev='eth0'/>")]
    public void A_network_without_a_bridge_gets_none(string more)
    {
        var self = _host.Define(Host.Xml("a", more: more));

        Assert.Null(_host.Info(self).Bridge);
        Assert.DoesNotContain("bridge name", _host.Dump(self), StringComparison.Ordinal);
        Assert.Throws<NetworkHasNoBridgeException>(
            () => SimulatedHost.Run(_host.Networks.GetBridgeNameAsync(self, Host.Call)));
    }
}
