using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>Documents as they go through the API: in by define or createXml, out by getXml.</summary>
public sealed class DomainDocumentTests
{
    private readonly Host _host = new();

    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public async Task What_was_defined_is_dumped_off_running_and_off_again(string name)
    {
        var given = DomainDocuments.Read(name);
        var self = await _host.Domains.DefineAsync(new() { Xml = given }, Host.Call);
        var defined = await DumpAsync(self);
        await _host.Domains.CreateAsync(new() { Self = self }, Host.Call);
        var running = await DumpAsync(self);
        var forTheNextStart = await DumpAsync(self, inactive: true);
        await _host.Domains.DestroyAsync(new() { Self = self }, Host.Call);

        Assert.Equal(CanonicalXml.Of(given, withUuid: false), CanonicalXml.Of(defined, withUuid: false));
        Assert.Equal(CanonicalXml.Of(defined), CanonicalXml.Of(running));
        Assert.Contains(" id=\"1\"", running, StringComparison.Ordinal);
        Assert.Equal([defined, defined], [forTheNextStart, await DumpAsync(self)]);
    }

    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public async Task A_dump_defines_the_same_domain_anew(string name)
    {
        var self = await _host.Domains.CreateXmlAsync(new() { Xml = DomainDocuments.Read(name) }, Host.Call);
        var again = await _host.Domains.DefineAsync(new() { Xml = await DumpAsync(self) }, Host.Call);

        Assert.Equal(self, again);
        Assert.True((await _host.Domains.GetInfoAsync(self, Host.Call)).Persistent);
        Assert.Equal(CanonicalXml.Of(await DumpAsync(self, inactive: true)), CanonicalXml.Of(await DumpAsync(self)));
    }

    [Fact]
    public async Task Passwords_are_given_only_to_those_who_ask()
    {
        var self = await _host.Domains.CreateXmlAsync(new() { Xml = DomainDocuments.Read("vnc-password") }, Host.Call);
        var plain = await _host.Domains.GetXmlAsync(new() { Self = self }, Host.Call);
        var secure = await DumpAsync(self);

        Assert.DoesNotContain("passwd=", plain, StringComparison.Ordinal);
        Assert.Contains("passwdValidTo=", plain, StringComparison.Ordinal);
        Assert.Contains(" id=\"1\"", plain, StringComparison.Ordinal);
        Assert.Contains("passwd=\"s3cr't\"", secure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_uuid_that_is_added_is_kept_and_the_same_in_every_run()
    {
        var first = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("a") }, Host.Call);
        var second = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("b") }, Host.Call);
        var elsewhere = await new Host().Domains.DefineAsync(new() { Xml = Host.Xml("a") }, Host.Call);

        Assert.Contains($"<uuid>{first.Uuid}</uuid>", await DumpAsync(first), StringComparison.Ordinal);
        Assert.NotEqual(first.Uuid, second.Uuid);
        Assert.Equal(first, elsewhere);
        Assert.Equal(4, first.Uuid!.Value.Version);
    }

    [Fact]
    public async Task A_document_that_is_refused_changes_nothing()
    {
        await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.Domains.DefineAsync(new() { Xml = "<domain/>" }, Host.Call));
        await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.Domains.CreateXmlAsync(new() { Xml = "<domain" }, Host.Call));

        Assert.Empty(_host.List());
        Assert.Empty(_host.Events.Take());
    }

    private ValueTask<string> DumpAsync(DomainRef self, bool inactive = false) =>
        _host.Domains.GetXmlAsync(new() { Self = self, Inactive = inactive, Secure = true }, Host.Call);
}
