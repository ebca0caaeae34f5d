using System.Text;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Events;

/// <summary>An event comes before the answer of its call, even while a subscription of the same connection is being answered.</summary>
public sealed class AnswerOrderTests
{
    [Fact]
    public async Task A_call_on_a_worker_does_not_answer_ahead_of_its_event()
    {
        var lamps = new SlowLamps();
        var options = new VirtwireServerOptions { Limits = new ServerLimits { WorkerThreads = 2 } };
        await using var server = new VirtwireServer(options.AddDriver("lamp:///", context =>
        {
            lamps.Events = context.Events;
            return [lamps];
        }));
        await server.StartAsync(TestContext.Current.CancellationToken);

        // One worker holds the first call. The other answers the batch, and while it sends it, the first call publishes and is done;
        // the third is run by the first one's worker, which then has answered.
        var turn = WireForm.Lines.Frame(Json.Call(1, "Lamp.turn", """{"self":{"name":"desk"},"on":true}"""));
        var batch = WireForm.Lines.Frame($"[{Json.Call(2, "Events.subscribe")},{Json.Call(3, "Lamp.reset")}]");
        var list = WireForm.Lines.Frame(Json.Call(4, "Lamp.list"));
        var transport = new ScriptedTransport(
            [turn, (byte[])[.. batch, .. list]],
            sent => Has(sent, "Lamp.turned") && Has(sent, "\"id\":1,"))
        {
            BeforeSend = bytes =>
            {
                if (!Has(bytes, "replayed"))
                    return;
                lamps.Go.Set();
                lamps.Answered.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            },
        };
        server.Connections.Add(transport, new PeerIdentity("tester", SessionRole.Admin, "test"));
        var messages = WireForm.Lines.Unframe(await transport.SentAsync());

        var told = messages.FindIndex(static m => m.Contains("Lamp.turned", StringComparison.Ordinal));
        var answered = messages.FindIndex(static m => m.Contains("\"id\":1,", StringComparison.Ordinal));
        Assert.InRange(told, 0, answered);
    }

    private static bool Has(ReadOnlySpan<byte> bytes, string text) => bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>Switches when it is told to, and tells when it is asked for a list.</summary>
    private sealed class SlowLamps : LampDriver
    {
        public IEventSink Events { get; set; } = null!;

        public ManualResetEventSlim Go { get; } = new();

        public ManualResetEventSlim Answered { get; } = new();

        public override ValueTask TurnAsync(LampTurnRequest request, CallContext call)
        {
            Go.Wait(TestContext.Current.CancellationToken);
            Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = request.On });
            return default;
        }

        public override ValueTask ResetAsync(CallContext call) => default;

        public override ValueTask<Page<LampRef>> ListAsync(LampListRequest request, CallContext call)
        {
            Answered.Set();
            return new(new Page<LampRef> { Items = [] });
        }
    }
}
