using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>A spec edits a document: what it does not have, and what it does not know, survives.</summary>
public sealed class StorageSpecTests : IDisposable
{
    private const string Nfs = """
        <pool type='netfs'><name>nas</name><uuid>0d6c7b7e-2f7e-4f0a-9a1d-5f2b6c1e8d22</uuid>
          <source><host name='nas' port='2049'/><dir path='/d'/><format type='nfs'/><vendor name='v'/></source>
          <target><path>/m</path><permissions><mode>0755</mode></permissions></target></pool>
        """;

    private readonly Host _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task What_a_spec_says_of_a_pool_changes_nothing_in_it()
    {
        var self = await _host.Pools.DefineAsync(new() { Xml = Nfs }, Host.Call);
        var before = await _host.Pools.GetXmlAsync(new() { Self = self, Inactive = true }, Host.Call);
        var spec = await _host.Pools.GetSpecAsync(new() { Self = self }, Host.Call);

        Assert.Equal(("nas", "netfs", "/m", "nas", "/d", "nfs"), (spec.Name, spec.Type, spec.Path, spec.Host, spec.Directory, spec.SourceFormat));
        Assert.Equal(self, await _host.Pools.DefineAsync(new() { Spec = spec }, Host.Call));
        Assert.Equal(self, await _host.Pools.DefineAsync(new() { Xml = before, Spec = spec }, Host.Call));
        Assert.Equal(before, await _host.Pools.GetXmlAsync(new() { Self = self, Inactive = true }, Host.Call));
    }

    [Theory]
    [InlineData("a\u0001")]
    [InlineData("a\uFFFE")]
    public async Task A_text_that_no_document_can_hold_is_the_specs_fault(string text)
    {
        foreach (var spec in new StoragePoolSpec[] { new() { Name = text, Type = "dir", Path = "/x" }, new() { Name = "p", Type = "dir", Path = "/" + text } })
        {
            var pool = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _host.Pools.DefineAsync(new() { Spec = spec }, Host.Call));
            Assert.Equal("spec", pool.Parameter);
        }

        var volume = await Assert.ThrowsAsync<InvalidArgumentException>(
            async () => await _host.Volumes.CreateAsync(new() { Pool = Host.Default, Spec = new() { Name = "v", Capacity = 1, Format = text } }, Host.Call));
        Assert.Equal("spec", volume.Parameter);
        Assert.Empty(_host.Events.Take());
    }

    [Fact]
    public async Task Only_what_a_spec_has_is_changed()
    {
        var self = await _host.Pools.DefineAsync(new() { Xml = Nfs }, Host.Call);
        await _host.Pools.DefineAsync(new() { Spec = new() { Name = "nas", Directory = "/other" } }, Host.Call);
        Assert.Equal(
            CanonicalXml.Of(Nfs.Replace("'/d'", "'/other'", StringComparison.Ordinal)),
            CanonicalXml.Of(await _host.Pools.GetXmlAsync(new() { Self = self, Inactive = true }, Host.Call)));
        await _host.Pools.DefineAsync(new() { Spec = new() { Uuid = self.Uuid, Path = "/n" } }, Host.Call);
        Assert.Equal("/n", (await _host.Pools.GetInfoAsync(self, Host.Call)).Path);
    }

    [Fact]
    public async Task A_spec_alone_makes_a_pool_and_volumes()
    {
        var pool = await _host.Pools.CreateXmlAsync(
            new() { Spec = new() { Name = "p", Type = "dir", Path = _host.PathOf("p") }, Build = StoragePoolBuildMode.New }, Host.Call);
        var volume = await _host.Volumes.CreateAsync(new() { Pool = pool, Spec = new() { Name = "v", Capacity = 5000, Allocation = 0 } }, Host.Call);
        Assert.Equal(5000, new FileInfo(_host.PathOf("p", "v")).Length);
        var spec = await _host.Volumes.GetSpecAsync(volume, Host.Call);
        Assert.Equal(("v", StorageVolumeType.File, "raw", 5000UL, 0UL), (spec.Name, spec.Type, spec.Format, spec.Capacity, spec.Allocation));

        var both = await _host.Volumes.CreateAsync(
            new() { Pool = pool, Xml = "<volume><name>x</name><capacity>7</capacity><any/></volume>", Spec = new() { Name = "w" } }, Host.Call);
        Assert.Equal("w", both.Name);
        Assert.Contains("<any />", await _host.Volumes.GetXmlAsync(both, Host.Call), StringComparison.Ordinal);
        var work = await _host.Volumes.CreateFromAsync(new() { Pool = pool, Source = volume, Spec = new() { Name = "c", Capacity = 6000 } }, Host.Call);
        await work.RunAsync(new("1", static _ => { }));
        Assert.Equal(6000, new FileInfo(_host.PathOf("p", "c")).Length);
    }

    [Fact]
    public async Task Nothing_and_half_of_it_are_refused()
    {
        Assert.Equal("xml", (await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _host.Pools.DefineAsync(default, Host.Call))).Parameter);
        Assert.Equal("xml", (await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _host.Pools.CreateXmlAsync(default, Host.Call))).Parameter);
        Assert.Equal("xml", (await Assert.ThrowsAsync<InvalidArgumentException>(
            async () => await _host.Volumes.CreateAsync(new() { Pool = Host.Default }, Host.Call))).Parameter);
        Assert.Equal("spec", (await Assert.ThrowsAsync<InvalidArgumentException>(
            async () => await _host.Pools.DefineAsync(new() { Spec = new() { Name = "x" } }, Host.Call))).Parameter);
        Assert.Equal("spec", (await Assert.ThrowsAsync<InvalidArgumentException>(
            async () => await _host.Volumes.CreateAsync(new() { Pool = Host.Default, Spec = new() { Name = "x" } }, Host.Call))).Parameter);
        await Assert.ThrowsAsync<XmlInvalidException>(
            async () => await _host.Pools.DefineAsync(new() { Xml = "<pool/>", Spec = new() { Name = "x" } }, Host.Call));
        Assert.Empty(_host.Events.Take());
    }
}
