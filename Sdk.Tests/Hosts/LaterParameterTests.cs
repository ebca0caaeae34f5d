using Virtwire.Sdk.Tests.Everything;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Hosts;

/// <summary>A parameter that came after its method, where the server is older than the parameter: <c>whenUnsupported</c>.</summary>
public sealed class LaterParameterTests
{
    private static readonly Guid Seven = Guid.Parse("00000000-0000-0000-0000-000000000007");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hint_is_left_out()
    {
        await using var host = await OpenAsync("1.0");
        var calling = Widget(host).TuneAsync(3, hint: "soft", mark: new Optional<string?>("x"), cancellationToken: Cancellation).AsTask();
        Assert.Equal("""{"self":{"uuid":"00000000-0000-0000-0000-000000000007"},"level":3}""", await ParametersAsync(host));
        await calling;
    }

    [Fact]
    public async Task A_hint_is_left_out_of_each_page()
    {
        await using var host = await OpenAsync("1.0");
        var listing = host.Connection.Widgets.ListStatsAsync(new() { Only = "x", Limit = 2 }, Cancellation).ToListAsync(Cancellation).AsTask();
        Assert.Equal("""{"limit":2}""", await ParametersAsync(host, """{"items":[]}"""));
        Assert.Empty(await listing);
    }

    [Fact]
    public async Task What_matters_makes_the_call_fail_before_it_is_sent()
    {
        await using var host = await OpenAsync("1.0");
        var refused = await Assert.ThrowsAsync<NotSupportedByPeerException>(
            async () => await Widget(host).TuneAsync(3, limitTo: 5, cancellationToken: Cancellation));
        Assert.Equal(("Widget.tune.limitTo", "1.1", "1.0"), (refused.Element, refused.Since, refused.PeerVersion));

        // Nothing was sent: the next message is that of the next call.
        var calling = Widget(host).TuneAsync(4, cancellationToken: Cancellation).AsTask();
        Assert.Equal("""{"self":{"uuid":"00000000-0000-0000-0000-000000000007"},"level":4}""", await ParametersAsync(host));
        await calling;
    }

    [Fact]
    public async Task A_server_that_knows_them_gets_them()
    {
        await using var host = await OpenAsync("1.1");
        var calling = Widget(host).TuneAsync(3, hint: "soft", limitTo: 5, mark: new Optional<string?>(null), cancellationToken: Cancellation).AsTask();
        Assert.Equal("""{"self":{"uuid":"00000000-0000-0000-0000-000000000007"},"level":3,"hint":"soft","limitTo":5,"mark":null}""", await ParametersAsync(host));
        await calling;
    }

    private static Widget Widget(ScriptedHost host) => host.Connection.Widgets.Bind(WidgetRef.ByUuid(Seven));

    private static async Task<ScriptedHost> OpenAsync(string version)
    {
        var host = ScriptedHost.Begin();
        await host.AnswerAsync(await host.NextAsync("Rpc.hello"), $$$"""{"versions":{"core":"1.0","dev.virtwire.everything":"{{{version}}}"}}""");
        await host.Opening;
        return host;
    }

    private static async Task<string> ParametersAsync(ScriptedHost host, string answer = "{}")
    {
        var call = await host.NextAsync();
        var parameters = call.GetProperty("params").GetRawText();
        await host.AnswerAsync(call, answer);
        return parameters;
    }
}
