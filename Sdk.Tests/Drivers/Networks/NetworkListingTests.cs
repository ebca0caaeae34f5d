using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>Lists of networks: filters, pages and the position to watch from; revisions.</summary>
public sealed class NetworkListingTests
{
    private readonly Host _host = new();

    [Fact]
    public async Task Filters_hold_all_at_once()
    {
        _host.Define(Host.Xml("off"));
        var auto = _host.Define(Host.Xml("auto"));
        await _host.Networks.SetAutostartAsync(new() { Self = auto, Autostart = true }, Host.Call);
        _host.Create(_host.Define(Host.Xml("active")));
        _host.CreateXml(Host.Xml("transient"));

        Assert.Equal("active auto off transient", await NamesAsync(default));
        Assert.Equal("active transient", await NamesAsync(new() { Active = true }));
        Assert.Equal("auto off", await NamesAsync(new() { Active = false }));
        Assert.Equal("transient", await NamesAsync(new() { Persistent = false }));
        Assert.Equal("auto", await NamesAsync(new() { Autostart = true }));
        Assert.Equal("active", await NamesAsync(new() { Active = true, Persistent = true, Autostart = false }));
    }

    [Fact]
    public async Task A_thousand_networks_are_listed_once_each_in_the_order_of_their_uuids()
    {
        var all = Enumerable.Range(0, 1_000).Select(i => _host.Define(Host.Xml("n" + i))).ToList();
        var listed = new List<NetworkRef>();
        string? after = null;
        do
        {
            var page = await _host.Networks.ListAsync(new() { Limit = 99, After = after }, Host.Call);
            listed.AddRange(page.Items);
            after = page.Next;
            Assert.Equal("1000", page.Position);
        }
        while (after is not null);

        Assert.Equal(all.Select(n => n.Uuid.ToString()).Order(StringComparer.Ordinal), listed.Select(n => n.Uuid.ToString()));
        Assert.Equal(1_000, all.Select(n => _host.Info(n).Bridge).Distinct().Count());
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await _host.Networks.ListAsync(new() { After = "zz" }, Host.Call));
    }

    [Fact]
    public async Task The_revision_changes_with_the_definition_and_the_mark_and_with_nothing_else()
    {
        var self = _host.Define(Host.Xml("n"));
        var first = _host.Info(self).Revision;
        _host.Create(self);
        _host.Update(self, NetworkUpdateCommand.AddLast, NetworkSection.Portgroup, "<portgroup name='p'/>");
        Assert.Equal(first, _host.Info(self).Revision);

        Func<string?, Task>[] changes =
        [
            async r => await _host.Networks.SetAutostartAsync(new() { Self = self, Autostart = true, IfRevision = r }, Host.Call),
            async r => await _host.Networks.UpdateAsync(
                new()
                {
                    Self = self,
                    Command = NetworkUpdateCommand.AddLast,
                    Section = NetworkSection.Portgroup,
                    Xml = "<portgroup name='p'/>",
                    Affect = NetworkAffect.Config,
                    IfRevision = r,
                },
                Host.Call),
            async r => await _host.Networks.DefineAsync(new() { Xml = Host.Xml("n", self.Uuid), IfRevision = r }, Host.Call),
            async r => await _host.Networks.UndefineAsync(new() { Self = self, IfRevision = r }, Host.Call),
        ];
        var stale = "never";
        foreach (var change in changes)
        {
            var current = _host.Info(self).Revision;
            var refusal = await Assert.ThrowsAsync<RevisionMismatchException>(() => change(stale));
            Assert.Equal((stale, current), (refusal.Expected, refusal.Actual));
            await change(current);
            stale = current;
        }

        Assert.False(_host.Info(self).Persistent);
    }

    [Fact]
    public void A_handle_that_is_nobodys_is_refused_with_what_was_asked_for()
    {
        var byName = Assert.Throws<NoNetworkException>(() => _host.Info(NetworkRef.ByName("nobody")));
        var uuid = Guid.Parse("11111111-2222-4333-8444-555555555555");
        var byUuid = Assert.Throws<NoNetworkException>(() => _host.Info(NetworkRef.ByUuid(uuid)));

        Assert.Equal(("nobody", uuid.ToString()), (byName.Network, byUuid.Network));
    }

    private async Task<string> NamesAsync(NetworkListRequest request) =>
        string.Join(' ', (await _host.Networks.ListAsync(request, Host.Call)).Items.Select(n => n.Name).Order(StringComparer.Ordinal));
}
