using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>A dump of what was defined equals it, but for the uuid and the bridge's name where the document left them open.</summary>
public sealed class NetworkXmlRoundTripTests
{
    [Theory]
    [MemberData(nameof(NetworkDocuments.Names), MemberType = typeof(NetworkDocuments))]
    public void A_dump_equals_what_was_defined(string name)
    {
        var given = NetworkDocuments.Read(name);
        var host = new Host();
        var self = host.Define(given);
        var withUuid = given.Contains("<uuid>", StringComparison.Ordinal) && name != "open";
        var expected = given.Replace("lab%d", "lab0", StringComparison.Ordinal);

        Assert.Equal(CanonicalXml.Of(expected, withUuid), CanonicalXml.Of(host.Dump(self), withUuid));
        host.Create(self);
        Assert.Equal(host.Dump(self, inactive: true), host.Dump(self));
    }

    [Theory]
    [MemberData(nameof(NetworkDocuments.Names), MemberType = typeof(NetworkDocuments))]
    public void A_dump_that_is_defined_again_stays_what_it_is(string name)
    {
        var host = new Host();
        var self = host.Define(NetworkDocuments.Read(name));
        var (dump, revision) = (host.Dump(self), host.Info(self).Revision);

        Assert.Equal(self, host.Define(dump));
        Assert.Equal((dump, revision), (host.Dump(self), host.Info(self).Revision));
    }

    [Fact]
    public void The_default_network_is_the_one_of_libvirt()
    {
        var host = new Host();
        host.Store.Begin();
        var self = SimulatedHost.Run(host.Networks.LookupByNameAsync(new() { Name = "default" }, Host.Call));
        var info = host.Info(self);

        Assert.Equal(Guid.Parse("dd8fe884-6c02-601e-7551-cca97df1c5df"), self.Uuid);
        Assert.Equal((true, true, false, "virbr0", NetworkForwardMode.Nat), (info.Active, info.Persistent, info.Autostart, info.Bridge, info.Forward));
        Assert.Equal(CanonicalXml.Of(DefaultNetwork.Xml), CanonicalXml.Of(host.Dump(self)));
        Assert.Empty(host.Events.Take());
    }

    [Fact]
    public void What_the_document_says_is_read()
    {
        var office = NetworkDefinitionReader.Read(NetworkDocuments.Read("nat-ipv4-ipv6"), () => default);

        Assert.Equal(("office", "Office machines", NetworkForwardMode.Nat, "virbr10"), (office.Name, office.Title, office.Forward, office.Bridge));
        Assert.Equal(["10.20.0.1/22", "2001:db8:20::1/64"], office.Addresses.Select(a => $"{a.Address}/{a.Prefix}"));
        Assert.Equal(
            [TimeSpan.FromHours(12), TimeSpan.FromHours(1)], office.Addresses[0].Ranges.Select(r => r.LeaseTime!.Value));
        Assert.Equal(["10.20.0.10", "10.20.0.11"], office.Addresses[0].Hosts.Select(h => h.Address!.ToString()));
        Assert.Null(office.Addresses[0].Hosts[1].LeaseTime);
        Assert.Equal(457, (long)office.Addresses[0].Ranges[0].Count);
        Assert.Equal(8, NetworkDefinitionReader.Read(NetworkDocuments.Read("legacy-class-address"), () => default).Addresses[0].Prefix);
        var open = NetworkDefinitionReader.Read(NetworkDocuments.Read("open"), () => default);
        Assert.Equal((Guid.Parse("0d5a3c1a-f6e2-475f-8a2c-5d6e7f800102"), "lab%d", true), (open.Uuid, open.Bridge, open.NeedsBridgeName));
    }
}
