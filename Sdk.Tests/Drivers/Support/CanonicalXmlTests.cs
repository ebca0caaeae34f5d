namespace Virtwire.Sdk.Tests.Drivers.Support;

public sealed class CanonicalXmlTests
{
    private const string Document = "<a x='1' y='2'><!--c--><b>text</b> <p:c xmlns:p='u'/><?pi d?></a>";

    [Theory]
    [InlineData("<a y=\"2\" x=\"1\">\n  <!--c-->\n  <b>text</b><p:c xmlns:p='u'></p:c><?pi d?></a>")]
    [InlineData("<?xml version='1.0'?><a id='7' x='1' y='2'><!--c--><b><![CDATA[te]]>xt</b><p:c xmlns:p='u'/><?pi d?></a>")]
    public void Documents_that_canonical_xml_calls_equal_are_equal(string same) =>
        Assert.Equal(CanonicalXml.Of(Document), CanonicalXml.Of(same));

    [Theory]
    [InlineData("x='1'", "x='2'")]
    [InlineData(" y='2'", "")]
    [InlineData("text", "Text")]
    [InlineData("text", " text")]
    [InlineData("<b>text</b>", "<b>text</b><b/>")]
    [InlineData("<!--c-->", "")]
    [InlineData("p:c xmlns:p", "q:c xmlns:q")]
    [InlineData("='u'", "='v'")]
    [InlineData("<?pi d?>", "<?pi e?>")]
    public void A_change_shows(string from, string to) =>
        Assert.NotEqual(CanonicalXml.Of(Document), CanonicalXml.Of(Document.Replace(from, to, StringComparison.Ordinal)));
}
