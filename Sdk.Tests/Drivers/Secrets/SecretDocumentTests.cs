using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Secrets.SecretHost;

namespace Virtwire.Sdk.Tests.Drivers.Secrets;

/// <summary>A document comes back as it was given, with a uuid; what is none of a secret is refused where the fault is.</summary>
public sealed class SecretDocumentTests
{
    private readonly Host _host = new();

    [Theory]
    [InlineData("<secret/>")]
    [InlineData("<secret ephemeral='yes'><description>a &amp; b</description></secret>")]
    [InlineData("<secret>\n  <usage type='volume'>\n    <volume>/a.img</volume>\n  </usage>\n</secret>")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><!-- mine --><secret><uuid/><x:more xmlns:x='urn:x' a='1'>text</x:more><future/></secret>")]
    public async Task What_was_defined_is_answered(string xml)
    {
        var self = await _host.Secrets.DefineAsync(new() { Xml = xml }, Host.Call);
        var answered = await _host.Secrets.GetXmlAsync(self, Host.Call);

        Assert.Equal(CanonicalXml.Of(xml, withUuid: false), CanonicalXml.Of(answered, withUuid: false));
        Assert.Contains($"<uuid>{self.Uuid}</uuid>", answered, StringComparison.Ordinal);

        // What is answered can be defined again, and stays what it is.
        Assert.Equal(self, await _host.Secrets.DefineAsync(new() { Xml = answered }, Host.Call));
        Assert.Equal(answered, await _host.Secrets.GetXmlAsync(self, Host.Call));
    }

    [Theory]
    [InlineData(1, 1, null, "")]
    [InlineData(1, 1, null, "<!DOCTYPE secret><secret/>")]
    [InlineData(2, 1, "secret/uuid", "<secret>\n<uuid>7</uuid></secret>")]
    [InlineData(1, 1, "domain", "<domain/>")]
    [InlineData(1, 1, "secret", "<secret ephemeral='maybe'/>")]
    [InlineData(1, 1, "secret", "<secret private='true'/>")]
    [InlineData(1, 9, "secret/usage", "<secret><usage/></secret>")]
    [InlineData(1, 9, "secret/usage", "<secret><usage type='foo'/></secret>")]
    [InlineData(1, 9, "secret/usage", "<secret><usage type='tls'/></secret>")]
    [InlineData(1, 9, "secret/usage", "<secret><usage type='iscsi'><name>t</name></usage></secret>")]
    [InlineData(1, 30, "secret/usage/volume", "<secret><usage type='volume'><volume/></usage></secret>")]
    public async Task What_is_none_of_a_secret_is_refused_at_the_place_of_the_fault(int line, int column, string? element, string xml)
    {
        var refusal = await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.Secrets.DefineAsync(new() { Xml = xml }, Host.Call));

        Assert.Equal((line, column, element), (refusal.Line, refusal.Column, refusal.Element));
        Assert.Empty((await _host.Secrets.ListAsync(default, Host.Call)).Items);
        Assert.Empty(_host.Events.Take());
    }
}
