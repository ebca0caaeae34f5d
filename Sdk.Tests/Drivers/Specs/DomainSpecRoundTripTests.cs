using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Wire;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Specs;

/// <summary>Every document that lies beside the tests: defined, read as a spec, and defined from that again.</summary>
public sealed class DomainSpecRoundTripTests
{
    private readonly Host _host = new();

    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public void A_spec_that_is_given_back_changes_nothing(string name)
    {
        var self = Host.Run(_host.Domains.DefineAsync(new() { Xml = DomainDocuments.Read(name) }, Host.Call));
        var before = Xml(self);
        var spec = Host.Run(_host.Domains.GetSpecAsync(new() { Self = self }, Host.Call));
        var sent = WireValue.FromElement<DomainSpec, DomainSpec>(WireValue.ToElement<DomainSpec, DomainSpec>(spec), WireMode.Strict);

        Assert.Equal(self, Host.Run(_host.Domains.DefineAsync(new() { Spec = sent }, Host.Call)));
        Assert.Equal(before, Xml(self));
        Assert.Equal(self, Host.Run(_host.Domains.DefineAsync(new() { Xml = DomainDocuments.Read(name), Spec = sent }, Host.Call)));
        Assert.Equal(CanonicalXml.Of(before), CanonicalXml.Of(Xml(self)));
    }

    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public void An_active_domain_gives_back_what_was_defined(string name)
    {
        var given = DomainDocuments.Read(name);
        var self = Host.Run(_host.Domains.DefineAsync(new() { Xml = given }, Host.Call));
        Host.Run(_host.Domains.CreateAsync(new() { Self = self }, Host.Call));
        var live = Host.Run(_host.Domains.GetXmlAsync(new() { Self = self, Secure = true }, Host.Call));

        var withUuid = given.Contains("<uuid>", StringComparison.Ordinal);
        Assert.Equal(CanonicalXml.Of(given, withUuid), CanonicalXml.Of(live, withUuid));
    }

    private string Xml(DomainRef self) => Host.Run(_host.Domains.GetXmlAsync(new() { Self = self, Inactive = true, Secure = true }, Host.Call));
}
