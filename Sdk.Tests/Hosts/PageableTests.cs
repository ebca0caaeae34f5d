using System.Text.Json;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Hosts;

public sealed class PageableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_come_page_by_page_with_the_same_question()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var listing = Task.Run(
            async () =>
            {
                var names = new List<string?>();
                await foreach (var domain in host.Connection.Domains.ListAsync(new DomainListRequest { Limit = 2, State = DomainState.Running }, Cancellation))
                    names.Add(domain.Name);
                return names;
            },
            Cancellation);

        await AnswerAsync(host, """{"limit":2,"state":"running"}""", """{"items":[{"name":"a"},{"name":"b"}],"next":"c1","position":"3:1"}""");
        await AnswerAsync(host, """{"after":"c1","limit":2,"state":"running"}""", """{"items":[],"next":"c2"}""");
        await AnswerAsync(host, """{"after":"c2","limit":2,"state":"running"}""", """{"items":[{"name":"c"}],"position":"3:2"}""");

        Assert.Equal(["a", "b", "c"], await listing);
    }

    [Fact]
    public async Task The_next_page_is_asked_for_when_it_is_wanted()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var pages = host.Connection.Domains.ListAsync(cancellationToken: Cancellation).AsPagesAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        var moving = pages.MoveNextAsync();
        await AnswerAsync(host, "{}", """{"items":[{"name":"a"}],"next":"c1","position":"3:1"}""");
        Assert.True(await moving);
        Assert.Equal("3:1", pages.Current.Position);
        Assert.Equal("a", Assert.Single(pages.Current.Items).Name);
        await pages.DisposeAsync();

        await PingAsync(host);
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_is_refused()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var listing = Task.Run(
            async () =>
            {
                await foreach (var _ in host.Connection.Domains.ListAsync(cancellationToken: Cancellation))
                {
                }
            },
            Cancellation);
        await AnswerAsync(host, "{}", """{"items":[],"next":"c1"}""");
        await AnswerAsync(host, """{"after":"c1"}""", """{"items":[],"next":"c1"}""");

        await Assert.ThrowsAsync<MalformedAnswerException>(() => listing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Either_token_cancels_the_page_under_way(bool listToken)
    {
        await using var host = await ScriptedHost.OpenAsync();
        using var ofList = new CancellationTokenSource();
        using var ofEnumeration = new CancellationTokenSource();
        var items = host.Connection.Domains.ListAsync(cancellationToken: ofList.Token).GetAsyncEnumerator(ofEnumeration.Token);
        var moving = items.MoveNextAsync();
        await host.NextAsync("Domain.list");

        await (listToken ? ofList : ofEnumeration).CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await moving);
        await host.NextAsync("$/cancelRequest");
    }

    [Fact]
    public async Task The_page_ahead_is_asked_for_when_half_of_this_one_is_through()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var items = host.Connection.Domains.ListAsync(cancellationToken: Cancellation).GetAsyncEnumerator(Cancellation);
        var moving = items.MoveNextAsync();
        await AnswerAsync(host, "{}", """{"items":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}],"next":"c1"}""");
        Assert.True(await moving);
        Assert.True(await items.MoveNextAsync());

        // What comes next is the ping: nobody has asked for a page yet.
        await PingAsync(host);

        Assert.True(await items.MoveNextAsync());
        await AnswerAsync(host, """{"after":"c1"}""", """{"items":[{"name":"e"},{"name":"f"}],"next":"c2"}""");
        Assert.True(await items.MoveNextAsync());
        Assert.Equal("d", items.Current.Name);

        // One page ahead, never two.
        await PingAsync(host);
        Assert.True(await items.MoveNextAsync());
        Assert.Equal("e", items.Current.Name);
        await items.DisposeAsync();
    }

    [Fact]
    public async Task Who_stops_early_cancels_the_page_ahead()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var items = host.Connection.Domains.ListAsync(cancellationToken: Cancellation).GetAsyncEnumerator(Cancellation);
        var moving = items.MoveNextAsync();
        await AnswerAsync(host, "{}", """{"items":[{"name":"a"}],"next":"c1"}""");
        Assert.True(await moving);
        await host.NextAsync("Domain.list");

        await items.DisposeAsync();

        await host.NextAsync("$/cancelRequest");
    }

    [Fact]
    public async Task A_page_ahead_that_fails_does_so_after_the_items_before_it()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var items = host.Connection.Domains.ListAsync(cancellationToken: Cancellation).GetAsyncEnumerator(Cancellation);
        var moving = items.MoveNextAsync();
        await AnswerAsync(host, "{}", """{"items":[{"name":"a"},{"name":"b"}],"next":"c1"}""");
        Assert.True(await moving);
        Assert.True(await items.MoveNextAsync());
        var ahead = await host.NextAsync("Domain.list");
        await host.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{ahead.GetProperty("id")}}},"error":{"code":-32603,"message":"broken"}}""");

        Assert.Equal("b", items.Current.Name);
        await Assert.ThrowsAsync<InternalErrorException>(async () => await items.MoveNextAsync());
        await items.DisposeAsync();
    }

    [Fact]
    public async Task Who_cancels_finds_his_own_token()
    {
        await using var host = await ScriptedHost.OpenAsync();
        using var source = new CancellationTokenSource();
        var moving = host.Connection.Domains.ListAsync(cancellationToken: Cancellation).GetAsyncEnumerator(source.Token).MoveNextAsync();
        await host.NextAsync("Domain.list");

        await source.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await moving);
        Assert.Equal(source.Token, cancelled.CancellationToken);
    }

    private static async Task PingAsync(ScriptedHost host)
    {
        var ping = host.Connection.PingAsync(Cancellation);
        await host.AnswerAsync(await host.NextAsync("Host.ping"), "{}");
        await ping;
    }

    private static async Task AnswerAsync(ScriptedHost host, string parameters, string page)
    {
        var call = await host.NextAsync("Domain.list");
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(parameters), call.GetProperty("params")), call.ToString());
        await host.AnswerAsync(call, page);
    }
}
