using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>The documents of pools: what is refused and where, what is kept, and what the server adds.</summary>
public sealed class PoolDocumentTests : IDisposable
{
    private readonly Host _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("<pool type='dir'>", 1, 18, null)]
    [InlineData("", 1, 1, null)]
    [InlineData("<!DOCTYPE pool><pool/>", 1, 1, null)]
    [InlineData("<domain/>", 1, 1, "domain")]
    [InlineData("<pool xmlns='u' type='dir'/>", 1, 1, "pool")]
    [InlineData("<pool><name>x</name></pool>", 1, 1, "pool")]
    [InlineData("<pool type='zork'><name>x</name></pool>", 1, 1, "pool")]
    [InlineData("<pool type='dir'>\n <target><path>/x</path></target></pool>", 1, 1, "pool")]
    [InlineData("<pool type='dir'>\n <name></name></pool>", 2, 2, "pool/name")]
    [InlineData("<pool type='dir'>\n <name>a/b</name></pool>", 2, 2, "pool/name")]
    [InlineData("<pool type='dir'><name>x</name>\n  <uuid>z</uuid></pool>", 2, 3, "pool/uuid")]
    [InlineData("<pool type='dir'><name>x</name></pool>", 1, 1, "pool")]
    [InlineData("<pool type='dir'><name>x</name>\n<target/></pool>", 2, 1, "pool/target")]
    [InlineData("<pool type='dir'><name>x</name>\n<target><path/></target></pool>", 2, 9, "pool/target/path")]
    [InlineData("<pool type='dir'><name>x</name><target>\n<path>x/y</path></target></pool>", 2, 1, "pool/target/path")]
    [InlineData("<pool type='dir'><name>x</name><target>\n<path>/x/../y</path></target></pool>", 2, 1, "pool/target/path")]
    [InlineData("<pool type='fs'><name>x</name><target><path>/x</path></target></pool>", 1, 1, "pool")]
    [InlineData("<pool type='netfs'><name>x</name>\n<source/></pool>", 2, 1, "pool/source")]
    [InlineData("<pool type='netfs'><name>x</name>\n<source><host name='a'/></source></pool>", 2, 1, "pool/source")]
    [InlineData("<pool type='netfs'><name>x</name><source><host name='a'/><dir path='/d'/></source></pool>", 1, 1, "pool")]
    [InlineData("<pool type='disk'><name>x</name></pool>", 1, 1, "pool")]
    [InlineData("<pool type='iscsi'><name>x</name></pool>", 1, 1, "pool")]
    [InlineData("<pool type='iscsi-direct'><name>x</name>\n<source><host name='a'/></source></pool>", 2, 1, "pool/source")]
    [InlineData("<pool type='scsi'><name>x</name></pool>", 1, 1, "pool")]
    [InlineData("<pool type='rbd'><name>x</name>\n<source><host name='a'/></source></pool>", 2, 1, "pool/source")]
    [InlineData("<pool type='mpath'><name>x</name></pool>", 1, 1, "pool")]
    public async Task A_document_at_fault_is_refused_and_the_place_is_said(string xml, int line, int column, string? element)
    {
        var fault = await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.Pools.DefineAsync(new() { Xml = xml }, Host.Call));
        await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.Pools.CreateXmlAsync(new() { Xml = xml }, Host.Call));

        Assert.Equal((line, column, element), (fault.Line, fault.Column, fault.Element));
        Assert.Single((await _host.Pools.ListAsync(default, Host.Call)).Items);
        Assert.Empty(_host.Events.Take());
    }

    [Theory]
    [InlineData("<pool type='dir'><name>p</name><target><path>/virtwire-nowhere/x</path></target></pool>")]
    [InlineData("<!-- a --><pool type='logical'>\n <name>p</name>\n <uuid>5d0d5ba1-3c9d-4c0b-8a5c-0a6a3f2d7c11</uuid>\n <source>\n  <device path='/dev/a'/>\n </source>\n</pool>")]
    [InlineData("<pool type='netfs' x='1'><name>p</name><v:any xmlns:v='urn:v'>t</v:any><source><host name='h'/><dir path='/d'/><format type='nfs'/></source><target><path>/m</path><permissions><mode>0755</mode></permissions></target></pool>")]
    [InlineData("<pool type='rbd'><name>p</name><source><host name='h' port='1'/><name>n</name><auth type='ceph' username='u'><secret uuid='5d0d5ba1-3c9d-4c0b-8a5c-0a6a3f2d7c11'/></auth></source></pool>")]
    public async Task What_was_defined_is_dumped_with_figures_and_without(string xml)
    {
        var self = await _host.Pools.DefineAsync(new() { Xml = xml }, Host.Call);
        var persistent = await _host.Pools.GetXmlAsync(new() { Self = self, Inactive = true }, Host.Call);
        var dumped = await _host.Pools.GetXmlAsync(new() { Self = self }, Host.Call);

        Assert.Equal(CanonicalXml.Of(xml, withUuid: false), CanonicalXml.Of(persistent, withUuid: false));
        Assert.Contains($"<uuid>{self.Uuid}</uuid>", persistent, StringComparison.Ordinal);
        Assert.Matches("</uuid>\\s*<capacity unit=\"bytes\">\\d+</capacity>\\s*<allocation unit=\"bytes\">0</allocation>\\s*<available unit=\"bytes\">\\d+</available>", dumped);
        Assert.Equal(self, await _host.Pools.DefineAsync(new() { Xml = dumped }, Host.Call));
        Assert.Equal(
            CanonicalXml.Of(persistent), CanonicalXml.Of(await _host.Pools.GetXmlAsync(new() { Self = self, Inactive = true }, Host.Call)));
    }

    [Fact]
    public async Task A_pool_without_a_name_has_its_sources_and_a_group_lies_where_groups_do()
    {
        var self = await _host.Pools.DefineAsync(new() { Xml = "<pool type='logical'><source><name>q</name></source></pool>" }, Host.Call);
        Assert.Equal(("q", "/dev/q"), (self.Name, (await _host.Pools.GetInfoAsync(self, Host.Call)).Path));
    }

    [Fact]
    public async Task Two_pools_do_not_stand_on_the_same()
    {
        string[][] pairs =
        [
            [Host.DirXml("a", "/virtwire-a"), Host.DirXml("b", "/virtwire-a//")],
            [Host.GroupXml("c", "sdc"), Host.GroupXml("d", "sdc")],
            [Nfs("e", "/d", "/m1"), Nfs("f", "/d", "/m2")],
            [Host.DirXml("g", "/virtwire-g"), Nfs("h", "/g", "/virtwire-g")],
        ];
        foreach (var pair in pairs)
        {
            var first = await _host.Pools.DefineAsync(new() { Xml = pair[0] }, Host.Call);
            var defining = await Assert.ThrowsAsync<StoragePoolConflictException>(async () => await _host.Pools.DefineAsync(new() { Xml = pair[1] }, Host.Call));
            var creating = await Assert.ThrowsAsync<StoragePoolConflictException>(async () => await _host.Pools.CreateXmlAsync(new() { Xml = pair[1] }, Host.Call));
            Assert.Equal((first.Name, first.Name), (defining.Pool, creating.Pool));
        }

        await _host.Pools.DefineAsync(new() { Xml = Nfs("i", "/other", "/m1") }, Host.Call);
        Assert.Equal(6, (await _host.Pools.ListAsync(default, Host.Call)).Items.Count);
    }

    [Fact]
    public async Task Sources_are_looked_for_where_libvirt_looks()
    {
        Assert.Contains("<name>testvg2</name>", await _host.Pools.FindSourcesAsync(new() { Type = "logical" }, Host.Call), StringComparison.Ordinal);
        var source = "<source><host name='nas'/></source>";
        var exports = await _host.Pools.FindSourcesAsync(new() { Type = "netfs", Source = source }, Host.Call);
        Assert.Equal(
            CanonicalXml.Of("<sources><source><host name='nas'/><dir path='/testshare'/><format type='nfs'/></source></sources>"), CanonicalXml.Of(exports));

        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _host.Pools.FindSourcesAsync(new() { Type = "netfs" }, Host.Call));
        await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.Pools.FindSourcesAsync(new() { Type = "netfs", Source = "<x/>" }, Host.Call));
        await Assert.ThrowsAsync<ArgumentUnsupportedException>(async () => await _host.Pools.FindSourcesAsync(new() { Type = "iscsi" }, Host.Call));
    }

    private static string Nfs(string name, string dir, string target) =>
        $"<pool type='netfs'><name>{name}</name><source><host name='nas'/><dir path='{dir}'/></source><target><path>{target}</path></target></pool>";
}
