using Virtwire.Sdk.Server.Drivers.Test.NetworkFilters;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.NetworkFilters;

/// <summary>Filter documents: what was defined comes back, and what is at fault is refused with its place.</summary>
public sealed class NetworkFilterXmlTests
{
    private static readonly Guid Added = Guid.Parse("00000000-0000-4000-8000-000000000001");

    public static TheoryData<string> Documents { get; } =
    [
        """
        <filter name='no-arp-spoofing' chain='arp' priority='-500'>
          <uuid>f88f1932-debf-4aa1-9fbe-f10d3aa4bc95</uuid>
          <rule action='drop' direction='out' priority='300'>
            <mac match='no' srcmacaddr='$MAC'/>
          </rule>
          <rule action='drop' direction='out' priority='350'>
            <arp match='no' arpsrcmacaddr='$MAC'/>
          </rule>
          <rule action='accept' direction='inout' priority='1000'/>
        </filter>
        """,
        """
        <?xml version='1.0'?>
        <!-- everything together -->
        <filter name='clean-traffic' chain='root'>
          <filterref filter='no-mac-spoofing'/>
          <filterref filter='no-ip-spoofing'><parameter name='IP' value='10.0.0.5'/></filterref>
          <rule action='accept' direction='out' priority='-650'><mac protocolid='ipv4'/></rule>
        </filter>
        """,
        """
        <filter name='web' chain='ipv4-web'><rule action='accept' direction='in' statematch='false'>
        <tcp dstportstart='80' dstportend='$PORTS[@2]' comment='a &lt; b &amp; "c"'/><all state='ESTABLISHED,RELATED'/></rule><future x='1'/></filter>
        """,
        "<filter name='leer ☕' chain='vlan'/>",
        "<filter name='reject-most' chain='ipv6' priority='1000'><rule action='reject' direction='in'><icmpv6 type='128'/></rule><rule action='continue' direction='inout'/></filter>",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_dump_equals_what_was_defined(string given)
    {
        var definition = Read(given);
        var withUuid = definition.Uuid != Added;

        Assert.Equal(CanonicalXml.Of(given, withUuid), CanonicalXml.Of(definition.Xml, withUuid));
        Assert.Equal(definition.Xml, Read(definition.Xml).Xml);
        Assert.Contains($"<uuid>{definition.Uuid}</uuid>", definition.Xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root", 0)]
    [InlineData("mac", -800)]
    [InlineData("stp", -810)]
    [InlineData("vlan-x", -750)]
    [InlineData("ipv4", -700)]
    [InlineData("ipv6-a.b:c", -600)]
    [InlineData("arp", -500)]
    [InlineData("rarp", -400)]
    public void A_chain_has_the_priority_of_its_kind(string chain, int priority) =>
        Assert.Equal((chain, priority), (Read($"<filter name='f' chain='{chain}'/>").Chain, Read($"<filter name='f' chain='{chain}'/>").Priority));

    [Theory]
    [InlineData("<filter", "1:8", null, "Unexpected end of file")]
    [InlineData("<!DOCTYPE filter><filter name='f'/>", "1:1", null, "document type declaration")]
    [InlineData("<network/>", "1:1", "network", "must be 'filter'")]
    [InlineData("<filter/>", "1:1", "filter", "name is missing")]
    [InlineData("<filter name='a/b'/>", "1:1", "filter", "contains a slash")]
    [InlineData("<filter name='f'><uuid>x</uuid></filter>", "1:18", "filter/uuid", "'x' is not a uuid")]
    [InlineData("<filter name='f' chain='tcp'/>", "1:1", "filter", "'tcp' is no chain")]
    [InlineData("<filter name='f' chain='root-x'/>", "1:1", "filter", "'root-x' is no chain")]
    [InlineData("<filter name='f' chain='mac-ä'/>", "1:1", "filter", "other than letters")]
    [InlineData("<filter name='f' priority='1001'/>", "1:1", "filter", "from -1000 to 1000, not '1001'")]
    [InlineData("<filter name='f'>\n<rule direction='in'/></filter>", "2:1", "filter/rule", "no attribute 'action'")]
    [InlineData("<filter name='f'>\n<rule action='allow' direction='in'/></filter>", "2:1", "filter/rule", "'allow' is no action")]
    [InlineData("<filter name='f'>\n<rule action='drop'/></filter>", "2:1", "filter/rule", "no attribute 'direction'")]
    [InlineData("<filter name='f'>\n<rule action='drop' direction='up'/></filter>", "2:1", "filter/rule", "'up' is no direction")]
    [InlineData("<filter name='f'>\n<rule action='drop' direction='in' priority='x'/></filter>", "2:1", "filter/rule", "not 'x'")]
    [InlineData("<filter name='f'>\n<rule action='drop' direction='in' statematch='x'/></filter>", "2:1", "filter/rule", "'statematch'")]
    [InlineData("<filter name='f'>\n<filterref/></filter>", "2:1", "filter/filterref", "no attribute 'filter'")]
    [InlineData("<filter name='f'>\n<filterref filter='g'><parameter name='a'/></filterref></filter>", "2:23", "filter/filterref/parameter", "no attribute 'value'")]
    public void A_document_at_fault_is_refused_with_its_place(string xml, string at, string? element, string reason)
    {
        var fault = Assert.Throws<XmlInvalidException>(() => Read(xml));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal((at, element), ($"{fault.Line}:{fault.Column}", fault.Element));
    }

    private static NetworkFilterDefinition Read(string xml) => NetworkFilterReader.Describe(NetworkFilterReader.Read(xml.Trim()), _ => Added);
}
