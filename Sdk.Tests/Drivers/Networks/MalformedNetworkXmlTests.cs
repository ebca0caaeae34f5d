using Virtwire.Sdk.Server.Drivers.Test.Networks;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>Every refusal of a document says what is wrong, in which element, and at which line and column.</summary>
public sealed class MalformedNetworkXmlTests
{
    [Theory]
    [InlineData("", "1:1", null, "Root element is missing")]
    [InlineData("<network>\n  <name>a</nam>\n</network>", "2:12", null, "does not match the end tag of 'nam'")]
    [InlineData("<!DOCTYPE network [<!ENTITY a 'b'>]><network><name>&a;</name></network>", "1:1", null, "document type declaration")]
    [InlineData("<domain type='test'/>", "1:1", "domain", "must be 'network'")]
    [InlineData("<network xmlns='urn:x'><name>x</name></network>", "1:1", "network", "without a namespace")]
    [InlineData("<network/>", "1:1", "network", "name is missing")]
    [InlineData("<network>\n <name></name></network>", "2:2", "network/name", "name is missing")]
    [InlineData("<network><name>a/b</name></network>", "1:10", "network/name", "contains a slash")]
    [InlineData("<network><name>x</name>\n<uuid>zz</uuid></network>", "2:1", "network/uuid", "'zz' is not a uuid")]
    [InlineData("<network ipv6='maybe'><name>x</name></network>", "1:1", "network", "'ipv6' must be 'yes' or 'no', not 'maybe'")]
    public void What_is_no_network_is_refused(string xml, string at, string? element, string reason) => Refused(xml, at, element, reason);

    [Theory]
    [InlineData("<title>a\nb</title>", "title", "line break")]
    [InlineData("<mtu size='qq'/>", "mtu", "whole number")]
    [InlineData("<mac address='qq'/>", "mac", "'qq' is no hardware address")]
    [InlineData("<mac address='01:00:5e:00:00:01'/>", "mac", "of a group")]
    [InlineData("<vlan><tag id='5000'/></vlan>", "vlan/tag", "from 0 to 4095, not '5000'")]
    [InlineData("<portgroup/>", "portgroup", "no attribute 'name'")]
    [InlineData("<bridge name='a/b'/>", "bridge", "contains a slash")]
    [InlineData("<bridge stp='perhaps'/>", "bridge", "'stp' must be 'on' or 'off'")]
    [InlineData("<bridge delay='-1'/>", "bridge", "'delay' must be a whole number")]
    public void What_a_network_may_have_is_checked(string part, string element, string reason) => RefusedPart(part, element, reason);

    [Theory]
    [InlineData("<forward mode='foo'/>", "forward", "'foo' is no known mode")]
    [InlineData("<forward mode='nat'/>", "forward", "'nat' needs an 'ip'")]
    [InlineData("<forward mode='route'/>", "forward", "'route' needs an 'ip'")]
    [InlineData("<forward mode='open'/>", "forward", "'open' needs an 'ip'")]
    [InlineData("<forward mode='hostdev'/><bridge name='br0'/>", "bridge", "has no bridge")]
    [InlineData("<forward mode='bridge'><interface dev='e0'/></forward><bridge name='br0'/>", "bridge", "either a bridge or interfaces")]
    [InlineData("<forward mode='bridge'><interface dev='e0'/><interface dev='e0'/></forward>", "forward/interface", "listed twice")]
    [InlineData("<forward mode='bridge' dev='e1'><interface dev='e0'/></forward>", "forward", "must name the first interface")]
    [InlineData("<forward mode='bridge'><interface/></forward>", "forward/interface", "no attribute 'dev'")]
    [InlineData("<forward mode='nat'><interface dev='a'/><interface dev='b'/></forward><ip address='10.0.0.1'/>", "forward/interface", "one interface at most")]
    [InlineData("<forward mode='hostdev'><pf dev='a'/><pf dev='b'/></forward>", "forward/pf", "only one 'pf'")]
    [InlineData("<forward><nat><address start='1.2.3.4'/></nat></forward>", "forward/nat/address", "no attribute 'end'")]
    [InlineData("<forward><nat><address start='1.2.3.4' end='1.2.3.3'/></nat></forward>", "forward/nat/address", "reversed")]
    [InlineData("<forward><nat><port start='9' end='3'/></nat></forward>", "forward/nat/port", "reversed")]
    [InlineData("<forward><nat><port start='9' end='70000'/></nat></forward>", "forward/nat/port", "'70000' is no port")]
    public void The_way_to_the_world_is_checked(string part, string element, string reason) => RefusedPart(part, element, reason);

    [Theory]
    [InlineData("<ip/>", "no attribute 'address'")]
    [InlineData("<ip address='foo'/>", "'foo' is no IP address")]
    [InlineData("<ip address='10.1'/>", "'10.1' is no IP address")]
    [InlineData("<ip address='fe80::1%eth0' family='ipv6'/>", "is no IP address")]
    [InlineData("<ip address='fd00::1'/>", "needs the attribute 'family'")]
    [InlineData("<ip address='fd00::1' family='ipv4'/>", "is of the family ipv6, not ipv4")]
    [InlineData("<ip address='10.0.0.1' family='ipx'/>", "'ipx' is no family")]
    [InlineData("<ip address='10.0.0.1' prefix='33'/>", "from 0 to 32, not '33'")]
    [InlineData("<ip address='fd00::1' family='ipv6' prefix='129'/>", "from 0 to 128, not '129'")]
    [InlineData("<ip address='10.0.0.1' prefix='24' netmask='255.255.255.0'/>", "either a prefix or a netmask")]
    [InlineData("<ip address='10.0.0.1' netmask='255.0.255.0'/>", "has gaps")]
    [InlineData("<ip address='fd00::1' family='ipv6' netmask='255.255.255.0'/>", "is no netmask")]
    public void Addresses_are_checked(string part, string reason) => RefusedPart(part, "ip", reason);

    [Theory]
    [InlineData("<range start='10.0.0.9' end='10.0.0.2'/>", "range", "reversed")]
    [InlineData("<range start='10.0.0.2'/>", "range", "no attribute 'end'")]
    [InlineData("<range start='10.0.0.2' end='10.0.1.9'/>", "range", "not all in the network 10.0.0.1/24")]
    [InlineData("<range start='fd00::2' end='fd00::3'/>", "range", "not all in the network")]
    [InlineData("<range start='10.0.0.0' end='10.0.0.9'/>", "range", "address of the network itself")]
    [InlineData("<range start='10.0.0.2' end='10.0.0.255'/>", "range", "address of all of the network")]
    [InlineData("<range start='10.0.0.2' end='10.0.0.9'><lease expiry='1' unit='days'/></range>", "range/lease", "'days' is no unit")]
    [InlineData("<range start='10.0.0.2' end='10.0.0.9'><lease expiry='1'/></range>", "range/lease", "two minutes at least")]
    [InlineData("<range start='10.0.0.2' end='10.0.0.9'><lease expiry='x'/></range>", "range/lease", "'x' is no whole number")]
    [InlineData("<host mac='zz' ip='10.0.0.3'/>", "host", "'zz' is no hardware address")]
    [InlineData("<host mac='01:00:00:00:00:00' ip='10.0.0.3'/>", "host", "of a group")]
    [InlineData("<host mac='52:54:00:00:00:00'/>", "host", "no attribute 'ip'")]
    [InlineData("<host ip='10.0.0.3'/>", "host", "needs a hardware address or a name")]
    [InlineData("<host name='-' ip='10.0.0.3'/>", "host", "'-' is no name")]
    [InlineData("<host name='a' ip='fd00::3'/>", "host", "not of the family")]
    public void What_is_given_out_is_checked(string entry, string element, string reason) =>
        RefusedPart($"<ip address='10.0.0.1' prefix='24'><dhcp>{entry}</dhcp></ip>", "ip/dhcp/" + element, reason);

    [Theory]
    [InlineData("<host mac='52:54:00:00:00:00' ip='fd00::3'/>", "by its 'id' or its name")]
    [InlineData("<host id='xyz' ip='fd00::3'/>", "'xyz' is no DUID")]
    [InlineData("<host ip='fd00::3'/>", "needs an 'id' or a name")]
    public void What_is_given_out_of_IPv6_is_checked(string entry, string reason) => RefusedPart(
        $"<ip family='ipv6' address='fd00::1' prefix='64'><dhcp>{entry}</dhcp></ip>", "ip/dhcp/host", reason);

    [Theory]
    [InlineData("<dns enable='on'/>", "dns", "'enable' must be")]
    [InlineData("<dns><txt name='a b' value='1'/></dns>", "dns/txt", "contains a space")]
    [InlineData("<dns><txt name='a'/></dns>", "dns/txt", "no 'value'")]
    [InlineData("<dns><host ip='1.2.3.4'/></dns>", "dns/host", "no 'hostname'")]
    [InlineData("<dns><host><hostname>a</hostname></host></dns>", "dns/host", "no attribute 'ip'")]
    [InlineData("<dns><host ip='1.2.3.4'><hostname/></host></dns>", "dns/host/hostname", "name of the host is missing")]
    [InlineData("<dns><srv service='x'/></dns>", "dns/srv", "no attribute 'protocol'")]
    [InlineData("<dns><srv service='x' protocol='tcp' port='3'/></dns>", "dns/srv", "'port' needs a 'target'")]
    [InlineData("<dns><srv service='x' protocol='tcp' target='t' weight='65536'/></dns>", "dns/srv", "from 0 to 65535")]
    [InlineData("<dns><forwarder/></dns>", "dns/forwarder", "needs an address or a domain")]
    [InlineData("<dns><forwarder addr='nine'/></dns>", "dns/forwarder", "'nine' is no IP address")]
    [InlineData("<route address='10.2.0.0' prefix='16'/>", "route", "no attribute 'gateway'")]
    [InlineData("<route address='10.2.0.0' prefix='16' gateway='10.0.0.2'/>", "route", "in no network of an 'ip'")]
    public void Records_and_routes_are_checked(string part, string element, string reason) => RefusedPart(part, element, reason);

    // The part stands alone in the second line: the fault is where its element begins.
    private static void RefusedPart(string part, string element, string reason)
    {
        var name = element[(element.LastIndexOf('/') + 1)..];
        var all = System.Text.RegularExpressions.Regex.Matches(part, "<" + name + "[ />]").Select(m => $"2:{m.Index + 1}");
        Refused($"<network><name>x</name>\n{part}</network>", all.Last(), "network/" + element, reason);
    }

    private static void Refused(string xml, string at, string? element, string reason)
    {
        var fault = Assert.Throws<XmlInvalidException>(() => NetworkDefinitionReader.Read(xml, () => Guid.AllBitsSet));
        Assert.Equal(1103, fault.Code);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(element, fault.Element);
        Assert.Equal(at, $"{fault.Line}:{fault.Column}");
    }
}
