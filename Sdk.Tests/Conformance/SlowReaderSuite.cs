using System.Text.Json;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>Peers that read too slowly or not at all: told why, cut off, and nobody else's concern.</summary>
public abstract class SlowReaderSuite(WireForm form)
{
    [Fact]
    public async Task Who_does_not_read_is_cut_off_and_disturbs_nobody()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { OutboxBytes = 64 * 1024 });
        using var slow = RawPeer.Connect(host, form, capacity: 1024);
        using var quick = RawPeer.Connect(host, form);
        await slow.CallAsync(Json.Call(1, "Events.subscribe"));
        await quick.CallAsync(Json.Call(1, "Events.subscribe"));
        for (var i = 0; i < 2000; i++)
        {
            Publish(host, true);
            Assert.Equal("Lamp.turned", (await quick.ReceiveAsync()).Method());
        }

        Assert.Contains(host.Log.Entries, e => e.Id == 2204);
        var last = (await UntilEndAsync(slow))[^2..];
        Assert.Equal(["Lamp.turned", "Events.gap"], last.Select(m => m.Method()!));
        var gap = last[1].GetProperty("params");
        Assert.Equal((last[0].Position(), "overflow"), (gap.GetProperty("after").GetString(), gap.GetProperty("reason").GetString()));
        Assert.Equal("2", (await quick.CallAsync(Json.Call(2, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task Who_does_not_read_answers_and_has_no_subscription_is_told_the_limit()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { OutboxBytes = 64 * 1024 });
        using var slow = RawPeer.Connect(host, form, capacity: 4096);
        for (var i = 0; i < 3; i++)
            await slow.SendAsync(Json.Call(i, "Calc.repeat", """{"length":50000}"""));
        await WaitFor.TrueAsync(() => host.Log.Entries.Any(e => e.Id == 2204));
        var messages = await UntilEndAsync(slow);
        Assert.Equal(["0", "1", "null"], messages.Select(m => m.Id()));
        Assert.Equal("LimitExceeded", messages[2].ErrorName());
        var details = messages[2].ErrorDetails();
        Assert.Equal(("outboxBytes", 64 * 1024), (details.GetProperty("limit").GetString(), details.GetProperty("maximum").GetInt32()));
    }

    [Fact]
    public async Task Who_does_not_even_read_the_last_message_is_not_waited_for()
    {
        var time = new ManualTime();
        await using var host = await form.StartHostAsync(o =>
        {
            o.TimeProvider = time;
            o.Limits = o.Limits with { OutboxBytes = 64 * 1024 };
        });
        using var slow = RawPeer.Connect(host, form, capacity: 4096);
        await slow.CallAsync(Json.Call(1, "Events.subscribe"));
        for (var i = 0; i < 700; i++)
            Publish(host, true);
        var ended = Task.Run(
            async () =>
            {
                while (host.Log.Entries.All(e => e.Id != 2203))
                    await Task.Yield();
            },
            TestContext.Current.CancellationToken);
        await time.AdvanceUntilAsync(ended, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<IOException>(() => UntilEndAsync(slow));
    }

    private static async Task<List<JsonElement>> UntilEndAsync(RawPeer peer)
    {
        var messages = new List<JsonElement>();
        while (await peer.TryReceiveAsync() is { } message)
            messages.Add(JsonElement.Parse(message));
        return messages;
    }

    private static void Publish(ConformanceHost host, bool on) =>
        host.Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = on });
}

/// <inheritdoc/>
public sealed class SlowReadersOverLines() : SlowReaderSuite(WireForm.Lines);

/// <summary>The same, with every value read by the JSON reader.</summary>
[Collection(WithoutGuessing.Name)]
public sealed class SlowReadersOverLinesWithoutGuessing() : SlowReaderSuite(WireForm.Lines);

/// <summary>The same, with a server that looks for bytes before it waits for them.</summary>
public sealed class SlowReadersOverLinesSpinning() : SlowReaderSuite(WireForm.SpinningLines);

/// <inheritdoc/>
public sealed class SlowReadersOverHeaders() : SlowReaderSuite(WireForm.Headers);

/// <inheritdoc/>
public sealed class SlowReadersOverStomp() : SlowReaderSuite(WireForm.Stomp);
