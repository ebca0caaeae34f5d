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

        var ping = host.Connection.PingAsync(Cancellation);
        await host.AnswerAsync(await host.NextAsync("Host.ping"), "{}");
        await ping;
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

    private static async Task AnswerAsync(ScriptedHost host, string parameters, string page)
    {
        var call = await host.NextAsync("Domain.list");
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(parameters), call.GetProperty("params")), call.ToString());
        await host.AnswerAsync(call, page);
    }
}
