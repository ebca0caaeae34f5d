using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>A spec edits a document: what it does not have, and what it does not know, survives.</summary>
public sealed class NetworkSpecTests
{
    private readonly Host _host = new();

    [Theory]
    [MemberData(nameof(NetworkDocuments.Names), MemberType = typeof(NetworkDocuments))]
    public void What_a_spec_says_of_a_document_changes_nothing_in_it(string name)
    {
        var self = _host.Define(NetworkDocuments.Read(name));
        var before = _host.Dump(self);
        var spec = Spec(self);

        Assert.Equal(self, Define(null, spec));
        Assert.Equal(before, _host.Dump(self));
        Assert.Equal(self, Define(before, spec));
        Assert.Equal(before, _host.Dump(self));
    }

    [Theory]
    [InlineData("a\u0001")]
    [InlineData("a\uFFFE")]
    public void A_text_that_no_document_can_hold_is_the_specs_fault(string text)
    {
        foreach (var spec in new NetworkSpec[] { new() { Name = text }, new() { Name = "n", DnsDomain = text } })
            Assert.Equal("spec", Assert.Throws<InvalidArgumentException>(() => Define(null, spec)).Parameter);
        Assert.Empty(_host.Events.Take());
    }

    [Fact]
    public void A_spec_alone_makes_a_network()
    {
        var self = Define(null, new()
        {
            Name = "lab",
            Title = "Laboratory",
            Forward = NetworkForwardMode.Nat,
            DnsDomain = "lab.test",
            Mtu = 9000,
            Ips =
            [
                new()
                {
                    Address = "10.0.0.1",
                    Prefix = 24,
                    Ranges = [new() { Start = "10.0.0.2", End = "10.0.0.9" }],
                    Hosts = [new() { Mac = "52:54:00:00:00:01", Name = "printer", Address = "10.0.0.20" }],
                },
                new() { Address = "fd00::1", Prefix = 64, Hosts = [new() { Id = "00:03:00:01", Address = "fd00::2" }] },
            ],
        });

        Assert.Equal(
            $"""
            <network>
              <name>lab</name>
              <uuid>{self.Uuid}</uuid>
              <title>Laboratory</title>
              <forward mode="nat" />
              <bridge name="virbr0" stp="on" delay="0" />
              <mtu size="9000" />
              <domain name="lab.test" />
              <ip address="10.0.0.1" prefix="24">
                <dhcp>
                  <range start="10.0.0.2" end="10.0.0.9" />
                  <host mac="52:54:00:00:00:01" name="printer" ip="10.0.0.20" />
                </dhcp>
              </ip>
              <ip family="ipv6" address="fd00::1" prefix="64">
                <dhcp>
                  <host id="00:03:00:01" ip="fd00::2" />
                </dhcp>
              </ip>
            </network>

            """,
            _host.Dump(self));
    }

    [Fact]
    public void Only_what_a_spec_has_is_changed()
    {
        var self = _host.Define(NetworkDocuments.Read("nat-ipv4-ipv6"));
        var before = _host.Dump(self);
        Define(null, new() { Name = "office", Title = "Offices" });
        Assert.Equal(before.Replace("Office machines", "Offices", StringComparison.Ordinal), _host.Dump(self));

        Define(null, new() { Uuid = self.Uuid, Title = "", Mtu = 1500, DnsDomain = "office.test", Bridge = "virbr11" });
        Assert.Equal(
            CanonicalXml.Of(before
                .Replace("<title>Office machines</title>", "", StringComparison.Ordinal)
                .Replace("size=\"9000\"", "size=\"1500\"", StringComparison.Ordinal)
                .Replace("office.example.net", "office.test", StringComparison.Ordinal)
                .Replace("virbr10", "virbr11", StringComparison.Ordinal)),
            CanonicalXml.Of(_host.Dump(self)));
    }

    [Fact]
    public void Addresses_that_stay_keep_what_else_they_have()
    {
        var self = _host.Define(NetworkDocuments.Read("nat-ipv4-ipv6"));
        var spec = Spec(self);
        Define(null, new()
        {
            Name = "office",
            Ips =
            [
                new()
                {
                    Address = "10.20.0.1",
                    Prefix = 20,
                    Ranges = [spec.Ips![0].Ranges![0], new() { Start = "10.20.4.1", End = "10.20.4.9" }],
                    Hosts = [spec.Ips[0].Hosts![1]],
                },
            ],
        });
        var after = _host.Dump(self);

        Assert.Contains("<ip address=\"10.20.0.1\" localPtr=\"yes\" prefix=\"20\">", after, StringComparison.Ordinal);
        Assert.Contains("<lease expiry=\"12\" unit=\"hours\" />", after, StringComparison.Ordinal);
        Assert.Contains("<lease expiry=\"0\" />", after, StringComparison.Ordinal);
        Assert.DoesNotContain("printer", after, StringComparison.Ordinal);
        Assert.DoesNotContain("2001:db8", after, StringComparison.Ordinal);
        Assert.Equal(["10.20.0.50", "10.20.4.1"], Spec(self).Ips![0].Ranges!.Select(r => r.Start));

        Define(null, new() { Name = "office", Ips = [new() { Address = "10.20.0.1", Prefix = 20, Ranges = [], Hosts = [] }] });
        Assert.DoesNotContain("dhcp", _host.Dump(self), StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_to_the_world_is_changed_as_a_whole()
    {
        var self = _host.Define(Host.Xml(
            "n", more: "<forward mode='nat' dev='eth0'><nat><port start='1' end='2'/></nat><interface dev='eth0' kept='yes'/></forward><ip address='10.0.0.1' prefix='24'/>"));
        Define(null, new() { Name = "n", Forward = NetworkForwardMode.Route, ForwardDevices = ["eth1"] });
        Assert.Contains("<forward mode=\"route\"><interface dev=\"eth1\" /></forward>", _host.Dump(self), StringComparison.Ordinal);
        Define(null, new() { Name = "n", Forward = NetworkForwardMode.None });
        Assert.DoesNotContain("forward", _host.Dump(self), StringComparison.Ordinal);

        var direct = _host.Define(Host.Xml("direct", more: "<forward mode='vepa' dev='eth0'><interface dev='eth0' kept='yes'/></forward>"));
        Define(null, new() { Name = "direct", ForwardDevices = ["eth1", "eth0"] });
        Assert.Contains(
            "<forward mode=\"vepa\"><interface dev=\"eth1\" /><interface dev=\"eth0\" kept=\"yes\" /></forward>", _host.Dump(direct), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_is_put_into_a_document_that_comes_with_it()
    {
        var self = Define("<network><name>x</name><future/></network>", new() { Name = "y", Uuid = Guid.Parse("11111111-2222-4333-8444-555555555555") });

        Assert.Equal(("y", Guid.Parse("11111111-2222-4333-8444-555555555555")), (self.Name, self.Uuid));
        Assert.Contains("<future />", _host.Dump(self), StringComparison.Ordinal);
        var started = SimulatedHost.Run(_host.Networks.CreateXmlAsync(new() { Spec = new() { Name = "y", Title = "now" } }, Host.Call));
        Assert.Equal(self, started);
        Assert.Equal(("now", null), (_host.Info(self).Title, Spec(self, inactive: true).Title));
    }

    [Fact]
    public void What_does_not_fit_is_refused_as_what_it_is()
    {
        Assert.Equal("xml", Assert.Throws<InvalidArgumentException>(() => Define(null, null)).Parameter);
        Assert.Equal("xml", Assert.Throws<InvalidArgumentException>(
            () => SimulatedHost.Run(_host.Networks.CreateXmlAsync(default, Host.Call))).Parameter);
        Assert.Equal("spec", Assert.Throws<InvalidArgumentException>(() => Define(null, new() { Title = "nobody" })).Parameter);
        Assert.Equal("spec", Assert.Throws<InvalidArgumentException>(
            () => Define(null, new() { Name = "n", Ips = [new() { Address = "ten", Prefix = 8 }] })).Parameter);
        Assert.Equal("spec", Assert.Throws<InvalidArgumentException>(
            () => Define("<network><name>n</name></network>", new() { Forward = NetworkForwardMode.Nat })).Parameter);
        Assert.Equal(2, Assert.Throws<XmlInvalidException>(
            () => Define("<network><name>n</name>\n<mtu size='x'/></network>", new() { Title = "t" })).Line);
        Assert.Empty(SimulatedHost.Run(_host.Networks.ListAsync(default, Host.Call)).Items);
        Assert.Empty(_host.Events.Take());
    }

    private NetworkRef Define(string? xml, NetworkSpec? spec) => SimulatedHost.Run(_host.Networks.DefineAsync(new() { Xml = xml, Spec = spec }, Host.Call));

    private NetworkSpec Spec(NetworkRef self, bool inactive = false) =>
        SimulatedHost.Run(_host.Networks.GetSpecAsync(new() { Self = self, Inactive = inactive }, Host.Call));
}
