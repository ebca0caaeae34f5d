using System.Net;
using System.Text.Json;
using Virtwire.Sdk.Server.Bindings.Http.Events;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Server.Bindings.Http.Rest;

/// <summary>Events as an event stream of HTTP.</summary>
public sealed class EventStreamTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Events_that_are_asked_for_come_as_blocks()
    {
        await using var port = await RestPort.StartAsync();
        using var stream = await OpenAsync(port, "/api/events?resource=Domain&event=stateChanged");
        Assert.StartsWith("id: ", Assert.Single(await stream.ReadAsync()), StringComparison.Ordinal);
        await port.SendAsync("POST", "/api/domains/test/suspend");
        var block = await stream.ReadAsync();
        Assert.Equal(3, block.Count);
        Assert.Equal("event: Domain.stateChanged", block[1]);
        var data = JsonElement.Parse(block[2]["data: ".Length..]);
        Assert.Equal(block[0]["id: ".Length..], data.GetProperty("position").GetString());
        Assert.Equal(("test", "paused"), (data.GetProperty("self").GetProperty("name").GetString(), data.GetProperty("data").GetProperty("state").GetString()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_goes_on_where_the_last_one_ended()
    {
        await using var port = await RestPort.StartAsync();
        string seen;
        using (var stream = await OpenAsync(port, "/api/events?resource=Domain"))
            seen = Assert.Single(await stream.ReadAsync())["id: ".Length..];
        await port.SendAsync("POST", "/api/domains/test/suspend");
        using var resumed = await OpenAsync(port, "/api/events?resource=Domain", seen);
        Assert.Equal($"id: {seen}", Assert.Single(await resumed.ReadAsync()));
        Assert.Equal("event: Domain.stateChanged", (await resumed.ReadAsync())[1]);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_no_longer_known_is_told_as_a_gap()
    {
        await using var port = await RestPort.StartAsync();
        using var stream = await OpenAsync(port, "/api/events", "elsewhere:7");
        await stream.ReadAsync();
        var gap = await stream.ReadAsync();
        Assert.Equal("event: Events.gap", gap[1]);
        var data = JsonElement.Parse(gap[2]["data: ".Length..]);
        Assert.Equal(("elsewhere:7", "restarted"), (data.GetProperty("after").GetString(), data.GetProperty("reason").GetString()));
        Assert.Equal(gap[0]["id: ".Length..], data.GetProperty("position").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_quiet_stream_has_a_comment_now_and_then()
    {
        var time = new ManualTime();
        await using var port = await RestPort.StartAsync(options => options.TimeProvider = time);
        using var stream = await OpenAsync(port, "/api/events?event=Domain.stateChanged");
        await stream.ReadAsync();
        for (var i = 0; i < 3; i++)
        {
            time.Advance(EventStream.Beat);
            Assert.Equal([":"], await stream.ReadAsync());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_ends_when_the_server_stops()
    {
        await using var port = await RestPort.StartAsync();
        using var stream = await OpenAsync(port, "/api/events?event=Domain.stateChanged");
        await stream.ReadAsync();
        await port.Server.StopAsync(Ended);
        Assert.Empty(await stream.ReadAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_reads_too_slowly_is_told_and_cut_off()
    {
        // There is no room for even one.
        await using var port = await RestPort.StartAsync(options => options.Limits = options.Limits with { OutboxBytes = 1 });
        using var stream = await OpenAsync(port, "/api/events?event=Domain.stateChanged");
        Assert.Single(await stream.ReadAsync());
        await port.SendAsync("POST", "/api/domains/test/suspend");
        var gap = await stream.ReadAsync();
        Assert.Equal("event: Events.gap", gap[1]);
        Assert.Contains("\"reason\":\"overflow\"", gap[2], StringComparison.Ordinal);
        Assert.Empty(await stream.ReadAsync());
    }

    [Theory]
    [InlineData("/api/events?resource=Nothing", "", 400)]
    [InlineData("/api/events?event=Domain.flown", "", 400)]
    [InlineData("/api/events?about=test", "", 400)]
    [InlineData("/api/events?about=%7B%7D&about=%7B%7D", "", 400)]
    [InlineData("/api/events?colour=red", "", 400)]
    [InlineData("/api/events", "nonsense", 400)]
    [InlineData("/api/events?after=nonsense", "", 400)]
    [InlineData("/api/events/", "", 404)]
    public async Task What_cannot_be_listened_to_is_a_problem(string target, string last, int status)
    {
        await using var port = await RestPort.StartAsync();
        var answer = await port.SendAsync("GET", target, null, [.. last.Length == 0 ? [] : new[] { ("Last-Event-ID", last) }]);
        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
    }

    [Fact]
    public async Task Head_tells_and_does_not_listen()
    {
        await using var port = await RestPort.StartAsync();
        var head = await port.SendAsync("HEAD", "/api/events");
        Assert.Equal((200, "text/event-stream", ""), (head.Status, head.Header("Content-Type"), head.Text));
        Assert.Equal(405, (await port.SendAsync("POST", "/api/events")).Status);
    }

    private static async Task<EventReader> OpenAsync(RestPort port, string target, string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        var answer = await port.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ended);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return new EventReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(Ended)));
    }

    private sealed class EventReader(HttpResponseMessage answer, StreamReader reader) : IDisposable
    {
        /// <summary>The lines of the next block; none at the end.</summary>
        public async Task<List<string>> ReadAsync()
        {
            var lines = new List<string>();
            while (await reader.ReadLineAsync(Ended) is { } line)
            {
                if (line.Length == 0)
                    return lines;
                lines.Add(line);
            }

            return lines;
        }

        public void Dispose()
        {
            reader.Dispose();
            answer.Dispose();
        }
    }
}
