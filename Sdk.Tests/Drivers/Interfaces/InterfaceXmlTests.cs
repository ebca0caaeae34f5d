using Virtwire.Sdk.Server.Drivers.Test.Interfaces;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Interfaces;

/// <summary>Interface documents: what was defined comes back, what they say is read, and what is at fault is refused with its place.</summary>
public sealed class InterfaceXmlTests
{
    public static TheoryData<string, string> Documents { get; } = new()
    {
        {
            """
            <?xml version='1.0'?>
            <interface type='bridge' name='br0'>
              <!-- the guests' way out -->
              <start mode='onboot'/>
              <mtu size='1500'/>
              <protocol family='ipv4'><dhcp peerdns='no'/></protocol>
              <protocol family='ipv6'>
                <autoconf/>
                <ip address='2001:db8::5' prefix='64'/>
                <route gateway='2001:db8::1'/>
              </protocol>
              <bridge stp='off' delay='0.01'>
                <interface type='ethernet' name='eth0'><mac address='ab:bb:cc:dd:ee:ff'/></interface>
                <interface type='ethernet' name='eth4'/>
              </bridge>
            </interface>
            """,
            "br0 bridge onboot - 1500 2001:db8::5/64 | eth0 eth4"
        },
        {
            """
            <interface type='bond' name='bond0'><start mode='none'/>
            <protocol family='ipv4'><ip address='192.168.50.7'/><route gateway='192.168.50.1'/></protocol>
            <bond mode='active-backup'><miimon freq='100' updelay='10' carrier='ioctl'/>
            <interface type='ethernet' name='eth1'/><interface type='ethernet' name='eth0'/></bond></interface>
            """,
            "bond0 bond none - - 192.168.50.7 | eth1 eth0"
        },
        {
            "<interface type='vlan' name='bond0.42'><vlan tag='42'><interface name='bond0'/></vlan><future kept='yes'><x/></future></interface>",
            "bond0.42 vlan unspecified - -  | bond0"
        },
        {
            "<interface type='ethernet' name='wlan 0 ☕'><start mode='hotplug'/><mac address='52:54:00:AA:BB:CC'/></interface>",
            "wlan 0 ☕ ethernet hotplug 52:54:00:aa:bb:cc -  | "
        },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_dump_equals_what_was_defined_and_what_it_says_is_read(string given, string words)
    {
        var definition = InterfaceDefinitionReader.Read(given);

        Assert.Equal(CanonicalXml.Of(given), CanonicalXml.Of(definition.Xml));
        Assert.Equal(definition.Xml, InterfaceDefinitionReader.Read(definition.Xml).Xml);
        Assert.Equal(
            words,
            $"{definition.Name} {definition.Type} {definition.StartMode} {definition.Mac ?? "-"} {definition.Mtu?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"} "
            + $"{string.Join(' ', definition.Addresses)} | {string.Join(' ', definition.Ports)}");
    }

    [Theory]
    [InlineData("<interface", "1:11", null, "Unexpected end of file")]
    [InlineData("<!DOCTYPE interface><interface/>", "1:1", null, "document type declaration")]
    [InlineData("<iface/>", "1:1", "iface", "must be 'interface'")]
    [InlineData("<interface name='x'/>", "1:1", "interface", "no attribute 'type'")]
    [InlineData("<interface type='ethernet'/>", "1:1", "interface", "name is missing")]
    [InlineData("<interface type='foo' name='x'/>", "1:1", "interface", "'foo' is no known type")]
    [InlineData("<interface type='bridge' name='x'/>", "1:1", "interface", "has no element 'bridge'")]
    [InlineData("<interface type='bond' name='x'/>", "1:1", "interface", "has no element 'bond'")]
    [InlineData("<interface type='vlan' name='x'/>", "1:1", "interface", "has no element 'vlan'")]
    [InlineData("<interface type='bond' name='x'><bond><interface/></bond></interface>", "1:39", "interface/bond/interface", "no attribute 'name'")]
    [InlineData("<interface type='vlan' name='x'>\n<vlan><interface name='e'/></vlan></interface>", "2:1", "interface/vlan", "no attribute 'tag'")]
    [InlineData("<interface type='vlan' name='x'>\n<vlan tag='4096'><interface name='e'/></vlan></interface>", "2:1", "interface/vlan", "'4096' is no tag")]
    [InlineData("<interface type='vlan' name='x'>\n<vlan tag='3'/></interface>", "2:1", "interface/vlan", "no 'interface' below it")]
    [InlineData("<interface type='ethernet' name='x'>\n<start mode='foo'/></interface>", "2:1", "interface/start", "'foo' is no known mode")]
    [InlineData("<interface type='ethernet' name='x'>\n<mtu size='foo'/></interface>", "2:1", "interface/mtu", "'foo' is no size")]
    [InlineData("<interface type='ethernet' name='x'>\n<mac address='zz'/></interface>", "2:1", "interface/mac", "'zz' is no hardware address")]
    [InlineData("<interface type='ethernet' name='x'>\n<protocol/></interface>", "2:1", "interface/protocol", "no attribute 'family'")]
    [InlineData("<interface type='ethernet' name='x'>\n<protocol family='ipv9'/></interface>", "2:1", "interface/protocol", "'ipv9' is no known family")]
    [InlineData("<interface type='ethernet' name='x'><protocol family='ipv4'>\n<ip address='fd00::1'/></protocol></interface>", "2:1", "interface/protocol/ip", "not of the family ipv4")]
    [InlineData("<interface type='ethernet' name='x'><protocol family='ipv4'>\n<ip address='1.2.3.4' prefix='33'/></protocol></interface>", "2:1", "interface/protocol/ip", "not '33'")]
    [InlineData("<interface type='ethernet' name='x'><protocol family='ipv4'>\n<route/></protocol></interface>", "2:1", "interface/protocol/route", "no attribute 'gateway'")]
    public void A_document_at_fault_is_refused_with_its_place(string xml, string at, string? element, string reason)
    {
        var fault = Assert.Throws<XmlInvalidException>(() => InterfaceDefinitionReader.Read(xml));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal((at, element), ($"{fault.Line}:{fault.Column}", fault.Element));
    }
}
