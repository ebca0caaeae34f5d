using System.Net;
using System.Net.Sockets;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class TextFormatTests
{
    [Theory]
    [InlineData(TextFormat.HostName, "a")]
    [InlineData(TextFormat.HostName, "node1.example")]
    [InlineData(TextFormat.HostName, "3com.a-b.xn--p1ai")]
    [InlineData(TextFormat.HostName, "192.0.2.1")]
    [InlineData(TextFormat.IPv4, "0.0.0.0")]
    [InlineData(TextFormat.IPv4, "255.255.255.255")]
    [InlineData(TextFormat.IPv6, "::")]
    [InlineData(TextFormat.IPv6, "::1")]
    [InlineData(TextFormat.IPv6, "fe80::1:2:3:4:5:6")]
    [InlineData(TextFormat.IPv6, "1:2:3:4:5:6:7:8")]
    [InlineData(TextFormat.IPv6, "1:2:3:4:5:6:192.0.2.1")]
    [InlineData(TextFormat.IPv6, "::ffff:192.0.2.1")]
    [InlineData(TextFormat.IPv6, "2001:DB8::")]
    [InlineData(TextFormat.Mac, "52:54:00:ab:CD:ef")]
    [InlineData(TextFormat.Xml, "<domain/>")]
    [InlineData(TextFormat.Xml, "<?xml version='1.0'?>\n<!-- a --><d xmlns:q='u'><q:a b=\"c\">é&amp;</q:a></d>\n")]
    public void Accepted(TextFormat format, string text) => Assert.True(TextFormats.IsValid(text, format));

    [Theory]
    [InlineData(TextFormat.HostName, "")]
    [InlineData(TextFormat.HostName, "a.")]
    [InlineData(TextFormat.HostName, ".a")]
    [InlineData(TextFormat.HostName, "a..b")]
    [InlineData(TextFormat.HostName, "-a")]
    [InlineData(TextFormat.HostName, "a-")]
    [InlineData(TextFormat.HostName, "a_b")]
    [InlineData(TextFormat.HostName, "é")]
    [InlineData(TextFormat.HostName, "a b")]
    [InlineData(TextFormat.IPv4, "1.2.3")]
    [InlineData(TextFormat.IPv4, "1.2.3.4.5")]
    [InlineData(TextFormat.IPv4, "1.2.3.256")]
    [InlineData(TextFormat.IPv4, "1.2.3.04")]
    [InlineData(TextFormat.IPv4, "1.2.3.")]
    [InlineData(TextFormat.IPv4, "0x1.2.3.4")]
    [InlineData(TextFormat.IPv4, "1.2.3.٤")]
    [InlineData(TextFormat.IPv6, "")]
    [InlineData(TextFormat.IPv6, ":")]
    [InlineData(TextFormat.IPv6, ":::")]
    [InlineData(TextFormat.IPv6, "1::2::3")]
    [InlineData(TextFormat.IPv6, "1:2:3:4:5:6:7")]
    [InlineData(TextFormat.IPv6, "1:2:3:4:5:6:7:8:9")]
    [InlineData(TextFormat.IPv6, "1:2:3:4::5:6:7:8")]
    [InlineData(TextFormat.IPv6, "12345::")]
    [InlineData(TextFormat.IPv6, "g::")]
    [InlineData(TextFormat.IPv6, "1:")]
    [InlineData(TextFormat.IPv6, "192.0.2.1::")]
    [InlineData(TextFormat.IPv6, "::1.2.3")]
    [InlineData(TextFormat.IPv6, "fe80::1%eth0")]
    [InlineData(TextFormat.IPv6, "[::1]")]
    [InlineData(TextFormat.Mac, "52:54:00:ab:cd")]
    [InlineData(TextFormat.Mac, "52-54-00-ab-cd-ef")]
    [InlineData(TextFormat.Mac, "525400abcdef")]
    [InlineData(TextFormat.Mac, "52:54:00:ab:cd:eg")]
    [InlineData(TextFormat.Mac, "52:54:00:ab:cd:ef:")]
    [InlineData(TextFormat.Xml, "")]
    [InlineData(TextFormat.Xml, "text")]
    [InlineData(TextFormat.Xml, "<a>")]
    [InlineData(TextFormat.Xml, "<a/><b/>")]
    [InlineData(TextFormat.Xml, "<a b='1' b='2'/>")]
    [InlineData(TextFormat.Xml, "<q:a/>")]
    [InlineData(TextFormat.Xml, "<!DOCTYPE a><a/>")]
    [InlineData(TextFormat.Xml, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    [InlineData(TextFormat.Xml, "<a>&b;</a>")]
    public void Refused(TextFormat format, string text) => Assert.False(TextFormats.IsValid(text, format));

    [Fact]
    public void A_host_name_has_labels_of_63_and_253_in_all()
    {
        var label = new string('a', 63);
        var longest = $"{label}.{label}.{label}.{label[..61]}";

        Assert.True(TextFormats.IsValid(longest, TextFormat.HostName));
        Assert.False(TextFormats.IsValid(longest + "a", TextFormat.HostName));
        Assert.False(TextFormats.IsValid(label + "a", TextFormat.HostName));
    }

    [Fact]
    public void What_is_an_address_here_is_one_for_the_framework() =>
        Generate.Of("1", "255", "256", "0", "a", "ffff", ":", "::", ".", "1.2.3.4").Holds(text =>
            (!TextFormats.IsValid(text, TextFormat.IPv4) || Is(text, AddressFamily.InterNetwork))
            && TextFormats.IsValid(text, TextFormat.IPv6) == Is(text, AddressFamily.InterNetworkV6));

    private static bool Is(string text, AddressFamily family) => IPAddress.TryParse(text, out var address) && address.AddressFamily == family;
}
