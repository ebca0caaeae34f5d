extern alias generators;

using generators::Virtwire.Sdk.Schema.Linking.Values;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Wire;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>
/// The schema's reader and the codecs each know what the text of a type looks like, because the reader loads into old compilers. An example
/// or a default that the reader lets pass must not be refused by a codec.
/// </summary>
public sealed class ScalarAgreementTests
{
    private static readonly string[] Parts =
    [
        "a", "Z", "g", "0", "1", "255", "256", "01", "ffff", "fffff", "::", ":", ":", "/", "//", "?", "#", "[", "]", "@", "%", "%41", "%4g", ".", "-", "+", "~", "!",
        "v1.", "V", "é", " ", "1.2.3.4", "[::1]", "[v1.x]", "\\", "^", "http", "<a/>", "<a>", "&", "12:34:56:78:9a:bc", "2026-11-20T09:00:00", "Z", "+05:30", ".5",
    ];

    [Fact]
    public void Both_have_one_rule_for_uris() => Generate.Of(Parts).Holds(static text =>
        Uris.IsValid("x:" + text) == UriSyntax.IsUri("x:" + text) && Uris.IsValid(text) == UriSyntax.IsUri(text)
        && Uris.IsValid("x://" + text) == UriSyntax.IsUri("x://" + text));

    [Theory]
    [InlineData("x:")]
    [InlineData("x://")]
    [InlineData("urn:a:b?c#d")]
    [InlineData("http://u:p@[::ffff:1.2.3.4]:80/a%20b?c=d/?#e/?")]
    [InlineData("http://[v1F.a:b]/")]
    [InlineData("qemu+tls://node1/system")]
    public void Both_take_a_uri(string text) => Assert.True(Uris.IsValid(text) && UriSyntax.IsUri(text));

    [Theory]
    [InlineData("x:a#b#c")]
    [InlineData("x:[")]
    [InlineData("x://a:b:c")]
    [InlineData("x://a:port")]
    [InlineData("x://[::1")]
    [InlineData("x://[::1]a")]
    [InlineData("x://[1.2.3.4]")]
    [InlineData("x://a@b@c")]
    [InlineData("x:%4")]
    [InlineData("1:a")]
    public void Neither_takes_what_is_no_uri(string text) => Assert.False(Uris.IsValid(text) || UriSyntax.IsUri(text));

    [Theory]
    [InlineData(StringFormats.HostName, TextFormat.HostName)]
    [InlineData(StringFormats.IPv4, TextFormat.IPv4)]
    [InlineData(StringFormats.IPv6, TextFormat.IPv6)]
    [InlineData(StringFormats.Mac, TextFormat.Mac)]
    [InlineData(StringFormats.Xml, TextFormat.Xml)]
    public void Both_have_one_rule_for_formats(string name, TextFormat format) =>
        Generate.Of(Parts).Holds(text => Formats.IsMatch(name, text) == TextFormats.IsValid(text, format));
}
