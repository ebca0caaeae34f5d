using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Sessions;

/// <summary>The schema's longest page holds for every driver: callers may not ask for more, and drivers may not answer more.</summary>
public sealed class PageLimitTests
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(10, null)]
    [InlineData(11, "InvalidParams")]
    [InlineData(0, "InvalidParams")]
    public async Task A_caller_asks_for_a_page_within_the_bounds(int limit, string? error)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var answer = await peer.CallAsync(Json.Call(1, "Lamp.list", $$"""{"limit":{{limit}}}"""));
        if (error is null)
        {
            Assert.Equal(2, answer.Result().GetProperty("items").GetArrayLength());
            return;
        }

        Assert.Equal(error, answer.ErrorName());
        Assert.Equal(("limit", "outOfRange"), (
            answer.ErrorDetails().GetProperty("path").GetString(),
            answer.ErrorDetails().GetProperty("fault").GetString()));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task A_drivers_page_is_as_long_as_the_schema_allows(int items, bool allowed)
    {
        await using var host = await ConformanceHost.StartAsync(o => o.AddDriver("many", _ => [new ManyLamps(items)]));
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        await peer.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{},"driver":"many:///"}"""));
        var answer = await peer.CallAsync(Json.Call(2, "Lamp.list"));
        if (allowed)
        {
            Assert.Equal(items, answer.Result().GetProperty("items").GetArrayLength());
            return;
        }

        Assert.Equal("InternalError", answer.ErrorName());
        Assert.Contains(host.Log.Entries, static e => e.Id == 2201 && e.Text.Contains("page of 11 items", StringComparison.Ordinal));
    }

    private sealed class ManyLamps(int count) : LampDriver
    {
        public override bool NonBlocking => true;

        public override ValueTask<Page<LampRef>> ListAsync(LampListRequest request, CallContext call) =>
            new(new Page<LampRef> { Items = [.. Enumerable.Repeat(LampService.Desk, count)] });
    }
}
