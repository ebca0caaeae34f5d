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

    private string Xml(DomainRef self) => Host.Run(_host.Domains.GetXmlAsync(new() { Self = self, Inactive = true, Secure = true }, Host.Call));
}
