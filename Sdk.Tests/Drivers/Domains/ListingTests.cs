using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>Lists: filters, pages that stay valid while domains come and go, and the position to watch from.</summary>
public sealed class ListingTests
{
    private readonly Host _host = new();

    [Fact]
    public async Task Ten_thousand_domains_are_listed_once_each_in_the_order_of_their_uuids()
    {
        var all = await DefineAsync(10_000);
        var listed = new List<DomainRef>();
        var pages = 0;
        string? after = null;
        do
        {
            var page = await _host.Domains.ListAsync(new() { Limit = 997, After = after }, Host.Call);
            listed.AddRange(page.Items);
            after = page.Next;
            pages++;
        }
        while (after is not null);

        Assert.Equal(11, pages);
        Assert.Equal(all.Select(d => d.Uuid.ToString()).Order(StringComparer.Ordinal), listed.Select(d => d.Uuid.ToString()));
    }

    [Fact]
    public async Task Pages_show_what_stays_once_while_others_come_and_go()
    {
        var stays = await DefineAsync(2_000);
        var goes = await DefineAsync(2_000, "gone");
        var seen = new List<Guid>();
        string? after = null;
        var round = 0;
        do
        {
            var page = await _host.Domains.ListAsync(new() { Limit = 100, After = after }, Host.Call);
            seen.AddRange(page.Items.Select(d => d.Uuid!.Value));
            after = page.Next;

            // The domain that the cursor was made from goes as well, sooner or later.
            foreach (var domain in goes.Skip(round * 50).Take(50))
                await _host.Domains.UndefineAsync(new() { Self = domain }, Host.Call);
            await DefineAsync(50, $"new{round++}-");
        }
        while (after is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(stays.Select(d => d.Uuid!.Value).Except(seen));
    }

    [Fact]
    public async Task The_last_page_has_no_cursor_even_when_it_is_full()
    {
        await DefineAsync(10);
        var first = await _host.Domains.ListAsync(new() { Limit = 5 }, Host.Call);
        var second = await _host.Domains.ListAsync(new() { Limit = 5, After = first.Next }, Host.Call);

        Assert.Equal((5, 5), (first.Items.Count, second.Items.Count));
        Assert.NotNull(first.Next);
        Assert.Null(second.Next);
        Assert.Null((await _host.Domains.ListAsync(default, Host.Call)).Next);
    }

    [Fact]
    public async Task A_page_holds_no_more_than_the_schema_says()
    {
        await DefineAsync(1_001);

        Assert.Equal(1_000, (await _host.Domains.ListAsync(default, Host.Call)).Items.Count);
        Assert.Equal(1_000, (await _host.Domains.ListAsync(new() { Limit = 5_000 }, Host.Call)).Items.Count);
        Assert.Equal(1_000, (await _host.Domains.GetAllStatsAsync(new() { Limit = 5_000 }, Host.Call)).Items.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("6695eb01-f6a4-8304-79aa-97f2502e193f")]
    public async Task A_cursor_that_was_never_given_out_is_refused(string cursor)
    {
        var list = await Assert.ThrowsAsync<InvalidCursorException>(async () => await _host.Domains.ListAsync(new() { After = cursor }, Host.Call));
        Assert.Equal(cursor, list.After);
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await _host.Domains.GetAllStatsAsync(new() { After = cursor }, Host.Call));
    }

    [Fact]
    public async Task Filters_hold_all_at_once()
    {
        await _host.Domains.DefineAsync(new() { Xml = Host.Xml("off") }, Host.Call);
        var auto = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("auto") }, Host.Call);
        await _host.Domains.SetAutostartAsync(new() { Self = auto, Autostart = true }, Host.Call);
        var running = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("running") }, Host.Call);
        await _host.Domains.CreateAsync(new() { Self = running }, Host.Call);
        await _host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("transient") }, Host.Call);
        await _host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("paused"), Paused = true }, Host.Call);

        Assert.Equal("auto off paused running transient", await NamesAsync(default));
        Assert.Equal("running transient", await NamesAsync(new() { State = DomainState.Running }));
        Assert.Equal("paused running transient", await NamesAsync(new() { Active = true }));
        Assert.Equal("auto off", await NamesAsync(new() { Active = false }));
        Assert.Equal("paused transient", await NamesAsync(new() { Persistent = false }));
        Assert.Equal("auto", await NamesAsync(new() { Autostart = true }));
        Assert.Equal("running", await NamesAsync(new() { Active = true, Persistent = true, Autostart = false }));
        Assert.Equal("", await NamesAsync(new() { State = DomainState.Crashed }));
    }

    [Fact]
    public async Task Figures_are_pages_too_and_those_of_idle_domains_are_left_out()
    {
        await DefineAsync(3);
        var active = await _host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("busy") }, Host.Call);
        var all = await _host.Domains.GetAllStatsAsync(new() { Limit = 2 }, Host.Call);
        var busy = Assert.Single((await _host.Domains.GetAllStatsAsync(new() { Active = true }, Host.Call)).Items);

        Assert.Equal(2, all.Items.Count);
        Assert.NotNull(all.Next);
        Assert.Equal((active, 65536, 65536, 2, 32768), (busy.Domain, busy.Memory, busy.MaxMemory, busy.Vcpus, busy.MemoryRss));
        Assert.Equal(busy.CpuTime, busy.CpuUser + busy.CpuSystem);
        var idle = (await _host.Domains.GetAllStatsAsync(new() { State = DomainState.Shutoff }, Host.Call)).Items[0];
        Assert.Equal((null, null, null), (idle.CpuTime, idle.Memory, idle.Vcpus));
    }

    [Fact]
    public async Task A_list_says_where_to_watch_from()
    {
        var before = await _host.Domains.ListAsync(default, Host.Call);
        await DefineAsync(3);
        var after = await _host.Domains.ListAsync(default, Host.Call);

        Assert.Equal(("0", "3"), (before.Position, after.Position));
    }

    private async Task<string> NamesAsync(DomainListRequest request) =>
        string.Join(' ', (await _host.Domains.ListAsync(request, Host.Call)).Items.Select(d => d.Name).Order(StringComparer.Ordinal));

    private async Task<IReadOnlyList<DomainRef>> DefineAsync(int count, string name = "vm")
    {
        var defined = new List<DomainRef>(count);
        for (var i = 0; i < count; i++)
            defined.Add(await _host.Domains.DefineAsync(new() { Xml = Host.Xml(name + i) }, Host.Call));
        return defined;
    }
}
