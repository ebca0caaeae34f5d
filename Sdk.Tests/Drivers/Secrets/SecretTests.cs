using Host = Virtwire.Sdk.Tests.Drivers.Secrets.SecretHost;

namespace Virtwire.Sdk.Tests.Drivers.Secrets;

/// <summary>Secrets behave as libvirt's do: what they are for never changes, and a private one's value is answered to nobody.</summary>
public sealed class SecretTests
{
    private const string Ceph = "ceph'><name>cluster1</name>";

    private static readonly Guid Uuid = Guid.Parse("6695eb01-f6a4-8304-79aa-97f2502e1111");
    private static readonly Guid Other = Guid.Parse("7795eb01-f6a4-8304-79aa-97f2502e1111");

    private readonly Host _host = new();

    [Fact]
    public async Task A_fresh_host_has_none_and_so_says_libvirts() =>
        Assert.Empty((await _host.Secrets.ListAsync(default, Host.Call)).Items);

    [Fact]
    public async Task It_is_defined_found_described_given_a_value_and_undefined()
    {
        var self = await _host.Secrets.DefineAsync(
            new() { Xml = $"<secret ephemeral='no' private='no'><uuid>{Uuid}</uuid><description>For images.</description><usage type='{Ceph}</usage></secret>" }, Host.Call);

        Assert.Equal(self, await _host.Secrets.LookupByUuidAsync(new() { Uuid = Uuid }, Host.Call));
        Assert.Equal(self, await _host.Secrets.LookupByUsageAsync(new() { UsageType = SecretUsageType.Ceph, UsageId = "cluster1" }, Host.Call));
        var info = await _host.Secrets.GetInfoAsync(self, Host.Call);
        Assert.Equal(
            (SecretUsageType.Ceph, "cluster1", "For images.", false, false, false),
            (info.UsageType, info.UsageId, info.Description, info.Ephemeral, info.IsPrivate, info.HasValue));

        await _host.SetAsync(self, "first");
        await _host.SetAsync(self, "second");
        Assert.Equal("second", await _host.GetAsync(self));
        Assert.True((await _host.Secrets.GetInfoAsync(self, Host.Call)).HasValue);

        await _host.Secrets.UndefineAsync(new() { Self = self }, Host.Call);
        Assert.Equal([$"defined {Uuid}", $"valueChanged {Uuid}", $"valueChanged {Uuid}", $"undefined {Uuid}"], _host.Events.Take());
        await Assert.ThrowsAsync<NoSecretException>(async () => await _host.Secrets.GetInfoAsync(self, Host.Call));
        await Assert.ThrowsAsync<NoSecretException>(async () =>
            await _host.Secrets.LookupByUsageAsync(new() { UsageType = SecretUsageType.Ceph, UsageId = "cluster1" }, Host.Call));
    }

    [Theory]
    [InlineData("volume'><volume>/a.img</volume>", "volume", "/a.img")]
    [InlineData("ceph'><name>c</name>", "ceph", "c")]
    [InlineData("iscsi'><target>t</target>", "iscsi", "t")]
    [InlineData("tls'><name>k</name>", "tls", "k")]
    [InlineData("vtpm'><name>v</name>", "vtpm", "v")]
    [InlineData("none'>", "none", null)]
    [InlineData(null, "none", null)]
    public async Task Each_kind_of_usage_names_its_object(string? usage, string type, string? id)
    {
        var info = await _host.Secrets.GetInfoAsync(await _host.DefineAsync(usage: usage), Host.Call);

        Assert.Equal((type, id), (info.UsageType.ToString(), info.UsageId));
    }

    [Fact]
    public async Task A_usage_has_one_secret_and_a_uuid_one_usage()
    {
        var self = await _host.DefineAsync(Uuid, Ceph);
        await _host.SetAsync(self, "kept");
        _host.Events.Take();

        foreach (var (uuid, usage) in new[] { (Other, Ceph), (Uuid, "ceph'><name>cluster2</name>"), (Uuid, "tls'><name>cluster1</name>"), (Uuid, null) })
        {
            var refusal = await Assert.ThrowsAsync<SecretExistsException>(async () => await _host.DefineAsync(uuid, usage));
            Assert.Equal((Uuid, SecretUsageType.Ceph, "cluster1"), (refusal.Uuid, refusal.UsageType, refusal.UsageId));
        }

        Assert.Empty(_host.Events.Take());
        Assert.Equal(self, Assert.Single((await _host.Secrets.ListAsync(default, Host.Call)).Items));
        Assert.Equal("kept", await _host.GetAsync(self));
        Assert.NotEqual(self, await _host.DefineAsync(Other, "tls'><name>cluster1</name>"));
    }

    [Fact]
    public async Task Secrets_for_nothing_do_not_get_in_each_others_way()
    {
        await _host.DefineAsync();
        await _host.DefineAsync();

        Assert.Equal(2, (await _host.Secrets.ListAsync(default, Host.Call)).Items.Count);
        await Assert.ThrowsAsync<NoSecretException>(async () =>
            await _host.Secrets.LookupByUsageAsync(new() { UsageType = SecretUsageType.None, UsageId = "x" }, Host.Call));
    }

    [Fact]
    public async Task A_private_one_takes_a_value_and_never_answers_it()
    {
        var self = await _host.DefineAsync(Uuid, Ceph, " private='yes'");
        await _host.SetAsync(self, "sesame");

        var refusal = await Assert.ThrowsAsync<SecretPrivateException>(async () => await _host.GetAsync(self));
        Assert.DoesNotContain("sesame", refusal.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<SecretPrivateException>(async () => await _host.DefineAsync(Uuid, Ceph));
        Assert.True((await _host.Secrets.GetInfoAsync(self, Host.Call)).IsPrivate);
    }

    [Fact]
    public async Task A_new_definition_leaves_the_value_and_may_make_it_private()
    {
        var self = await _host.DefineAsync(Uuid, Ceph);
        await _host.SetAsync(self, "sesame");
        await _host.DefineAsync(Uuid, Ceph, " private='yes'");

        var info = await _host.Secrets.GetInfoAsync(self, Host.Call);
        Assert.True(info is { IsPrivate: true, HasValue: true });
    }

    [Fact]
    public async Task One_without_a_value_says_so()
    {
        var self = await _host.DefineAsync(Uuid);

        await Assert.ThrowsAsync<SecretHasNoValueException>(async () => await _host.GetAsync(self));
    }

    [Fact]
    public async Task Every_call_of_one_that_there_is_not_is_refused()
    {
        var nobody = SecretRef.ByUuid(Other);
        Func<Task>[] calls =
        [
            async () => await _host.Secrets.LookupByUuidAsync(new() { Uuid = Other }, Host.Call),
            async () => await _host.Secrets.GetInfoAsync(nobody, Host.Call),
            async () => await _host.Secrets.GetXmlAsync(nobody, Host.Call),
            async () => await _host.Secrets.UndefineAsync(new() { Self = nobody }, Host.Call),
            async () => await _host.SetAsync(nobody, "x"),
            async () => await _host.GetAsync(nobody),
        ];

        foreach (var call in calls)
            Assert.Equal(Other.ToString(), (await Assert.ThrowsAsync<NoSecretException>(call)).Secret);
    }

    [Fact]
    public async Task A_list_is_filtered_and_comes_in_pages()
    {
        for (var i = 0; i < 5; i++)
            await _host.DefineAsync(usage: $"ceph'><name>c{i}</name>", attributes: i % 2 == 0 ? " private='yes'" : " ephemeral='yes'");
        await _host.DefineAsync(usage: "tls'><name>k</name>");

        Assert.Equal(5, await CountAsync(new() { UsageType = SecretUsageType.Ceph }));
        Assert.Equal(3, await CountAsync(new() { IsPrivate = true }));
        Assert.Equal(4, await CountAsync(new() { Ephemeral = false }));

        var all = (await _host.Secrets.ListAsync(default, Host.Call)).Items;
        var paged = new List<SecretRef>();
        string? after = null;
        do
        {
            var page = await _host.Secrets.ListAsync(new() { Limit = 4, After = after }, Host.Call);
            paged.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(all, paged);
        Assert.Equal(6, all.Distinct().Count());
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await _host.Secrets.ListAsync(new() { After = "?" }, Host.Call));
    }

    [Fact]
    public async Task A_change_is_made_on_the_revision_that_was_read_only()
    {
        var self = await _host.DefineAsync(Uuid, Ceph);
        var read = (await _host.Secrets.GetInfoAsync(self, Host.Call)).Revision!;
        await _host.SetAsync(self, "x");
        Assert.Equal(read, (await _host.Secrets.GetInfoAsync(self, Host.Call)).Revision);

        await _host.Secrets.DefineAsync(new() { Xml = Host.Xml(Uuid, Ceph, " private='yes'"), IfRevision = read }, Host.Call);
        var refusal = await Assert.ThrowsAsync<RevisionMismatchException>(async () =>
            await _host.Secrets.UndefineAsync(new() { Self = self, IfRevision = read }, Host.Call));
        Assert.Equal((await _host.Secrets.GetInfoAsync(self, Host.Call)).Revision, refusal.Actual);
        await Assert.ThrowsAsync<RevisionMismatchException>(async () =>
            await _host.Secrets.DefineAsync(new() { Xml = Host.Xml(Uuid, Ceph, " private='yes'"), IfRevision = read }, Host.Call));
        await Assert.ThrowsAsync<RevisionMismatchException>(async () =>
            await _host.Secrets.DefineAsync(new() { Xml = Host.Xml(Other), IfRevision = read }, Host.Call));

        await _host.Secrets.UndefineAsync(new() { Self = self, IfRevision = refusal.Actual }, Host.Call);
    }

    private async Task<int> CountAsync(SecretListRequest request) => (await _host.Secrets.ListAsync(request, Host.Call)).Items.Count;
}
