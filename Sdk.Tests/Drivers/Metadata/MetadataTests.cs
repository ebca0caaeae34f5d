using Virtwire.Sdk.Tests.Drivers.Devices;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Metadata;

/// <summary>The texts and elements of a domain's owner.</summary>
public sealed class MetadataTests
{
    private const string Uri = "http://acme.example/vm";

    private readonly DeviceGuest _guest = new();

    [Fact]
    public void Texts_are_set_read_and_taken_away()
    {
        Set(new() { Self = _guest.Self, Type = DomainMetadataType.Title, Metadata = "Web <1>", Affect = DomainAffect.LiveAndConfig });
        Set(new() { Self = _guest.Self, Type = DomainMetadataType.Description, Metadata = "a\nb" });

        Assert.Equal(["metadataChanged web1 title", "defined web1 updated", "metadataChanged web1 description"], _guest.Told);
        Assert.Equal(("Web <1>", "a\nb"), (Get(DomainMetadataType.Title), Get(DomainMetadataType.Description)));
        Assert.Equal("Web <1>", Host.Run(_guest.Host.Domains.GetInfoAsync(_guest.Self, Host.Call)).Title);
        var refusal = _guest.Refused<NoMetadataException>(() => Get(DomainMetadataType.Description, affect: DomainAffect.Config));
        Assert.Equal(DomainMetadataType.Description, refusal.Type);

        Set(new() { Self = _guest.Self, Type = DomainMetadataType.Title, Affect = DomainAffect.LiveAndConfig });
        _guest.Host.Events.Take();
        Set(new() { Self = _guest.Self, Type = DomainMetadataType.Title, Affect = DomainAffect.LiveAndConfig });
        Assert.Empty(_guest.Told);
        Assert.Empty(_guest.Find("//title"));
    }

    [Fact]
    public void Elements_stand_in_their_namespace_and_are_read_without_it()
    {
        SetElement("<a b='1'><c/></a>");

        Assert.Equal([$"metadataChanged web1 element {Uri}"], _guest.Told);
        Assert.Equal("<a b=\"1\"><c /></a>", Get(DomainMetadataType.Element, Uri));
        Assert.Contains($"<acme:a b=\"1\" xmlns:acme=\"{Uri}\"><acme:c /></acme:a>", _guest.Xml(), StringComparison.Ordinal);

        SetElement("<d>text</d>");
        SetElement("<e/>", "http://other.example/");
        Assert.Equal("<d>text</d>", Get(DomainMetadataType.Element, Uri));
        Assert.Equal(2, _guest.Find("//metadata/*").Count);
        SetElement(null);
        Assert.Equal(Uri, _guest.Refused<NoMetadataException>(() => Get(DomainMetadataType.Element, Uri)).Uri);
        Assert.Equal("<e />", Get(DomainMetadataType.Element, "http://other.example/"));
    }

    [Fact]
    public void What_an_owner_wrote_into_the_document_is_read_too()
    {
        var guest = new DeviceGuest("<metadata><o:owner xmlns:o='urn:o' name='x'><o:since xmlns:p='urn:p' p:q='1'/><p:other xmlns:p='urn:p'/></o:owner></metadata>");
        var element = Host.Run(guest.Host.Domains.GetMetadataAsync(new() { Self = guest.Self, Type = DomainMetadataType.Element, Uri = "urn:o" }, Host.Call));
        Assert.Equal("<owner name=\"x\"><since xmlns:p=\"urn:p\" p:q=\"1\" /><p:other xmlns:p=\"urn:p\" /></owner>", element);
    }

    [Theory]
    [InlineData("<a b=1/>", 1, 6)]
    [InlineData("", 1, 1)]
    [InlineData("<a/>\n<b/>", 2, 2)]
    [InlineData("<!DOCTYPE a><a/>", 1, 1)]
    [InlineData(" <a xmlns='urn:other'/>", 1, 2)]
    public void An_element_that_is_none_is_refused_with_its_place(string xml, int line, int column)
    {
        var refusal = _guest.Refused<XmlInvalidException>(() => SetElement(xml));
        Assert.Equal((line, column), (refusal.Line, refusal.Column));
    }

    [Theory]
    [InlineData("title", "a\nb", null, null, "metadata")]
    [InlineData("title", "a", "k", null, "key")]
    [InlineData("description", "a", null, "urn:u", "uri")]
    [InlineData("element", "<a/>", "k", null, "uri")]
    [InlineData("element", "<a/>", null, "urn:u", "key")]
    [InlineData("element", "<a/>", "a:b", "urn:u", "key")]
    [InlineData("element", "<a/>", "1", "urn:u", "key")]
    [InlineData("element", "<a/>", "xmlns", "urn:u", "key")]
    [InlineData("colour", "red", null, null, "type")]
    public void What_does_not_belong_together_is_refused(string type, string? metadata, string? key, string? uri, string parameter) => Assert.Equal(
        parameter,
        _guest.Refused<InvalidArgumentException>(() => Set(
            new() { Self = _guest.Self, Type = DomainMetadataType.Of(type), Metadata = metadata, Key = key, Uri = uri })).Parameter);

    [Fact]
    public void It_needs_the_definition_that_it_is_for_and_the_revision_that_was_read()
    {
        _guest.Refused<RevisionMismatchException>(() => Set(
            new() { Self = _guest.Self, Type = DomainMetadataType.Title, Metadata = "x", IfRevision = "stale" }));
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Set(
            new() { Self = _guest.Self, Type = DomainMetadataType.Title, Metadata = "x", Affect = DomainAffect.Live }));
        Assert.Throws<DomainNotRunningException>(() => Get(DomainMetadataType.Title, affect: DomainAffect.Live));
        Assert.Throws<NoMetadataException>(() => Get(DomainMetadataType.Title));
    }

    private void Set(DomainSetMetadataRequest request) => Host.Run(_guest.Host.Domains.SetMetadataAsync(request, Host.Call));

    private void SetElement(string? xml, string uri = Uri) =>
        Set(new() { Self = _guest.Self, Type = DomainMetadataType.Element, Metadata = xml, Key = "acme", Uri = uri });

    private string Get(DomainMetadataType type, string? uri = null, DomainAffect? affect = null) =>
        Host.Run(_guest.Host.Domains.GetMetadataAsync(new() { Self = _guest.Self, Type = type, Uri = uri, Affect = affect }, Host.Call));
}
