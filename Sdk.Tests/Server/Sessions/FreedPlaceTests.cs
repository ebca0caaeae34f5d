using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Sessions;

/// <summary>A peer that keeps as many calls under way as it may, and calls again the moment it sees an answer, is never refused.</summary>
public sealed class FreedPlaceTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("a", false)]
    [InlineData("fail", true)]
    [InlineData("fail", false)]
    public Task Who_sees_an_answer_may_call_again(string name, bool nonBlocking) => CallAgainAsync(Hold(1, name), nonBlocking);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Who_sees_the_answers_of_a_batch_may_call_again(bool nonBlocking) => CallAgainAsync($"[{Hold(1, "a")}]", nonBlocking);

    [Fact]
    public async Task A_session_is_not_drained_before_the_answer_is_sent()
    {
        var drainedTooEarly = true;
        var service = new HoldingService(nonBlocking: false);
        await RunAsync(
            service,
            Hold(1, "a"),
            _ =>
            {
                drainedTooEarly = service.Session!.DrainAsync().IsCompleted;
                return Task.CompletedTask;
            },
            answers: 1);

        Assert.False(drainedTooEarly);
    }

    private static async Task CallAgainAsync(string first, bool nonBlocking)
    {
        var service = new HoldingService(nonBlocking);

        // Sent while the first answer is, and dispatched before that returns.
        var answers = await RunAsync(service, first, transport => transport.FeedAsync(WireForm.Lines.Frame(Hold(2, "b"))), answers: 2);

        Assert.Contains("\"text\":\"b\"", answers[1], StringComparison.Ordinal);
    }

    private static async Task<List<string>> RunAsync(HoldingService service, string first, Func<AnsweredTransport, Task> onFirstAnswer, int answers)
    {
        var token = TestContext.Current.CancellationToken;
        var options = new VirtwireServerOptions { Limits = new ServerLimits { InFlight = 1 } };
        await using var server = new VirtwireServer(options.AddDriver("hold:///", _ => [service]));
        await server.StartAsync(token);
        var transport = new AnsweredTransport(onFirstAnswer, answers);
        server.Connections.Add(transport, new PeerIdentity("tester", SessionRole.Admin, "test"));
        await transport.FeedAsync(WireForm.Lines.Frame(first)).WaitAsync(AnsweredTransport.FailSafe, token);

        // The reader waits for more: the answer is sent by whoever runs the call, and nobody holds it back.
        service.Gates.Open("b");
        service.Gates.Open("a");
        service.Gates.Open("fail");
        return WireForm.Lines.Unframe(await transport.Sent.WaitAsync(AnsweredTransport.FailSafe, token));
    }

    private static string Hold(int id, string name) => Json.Call(id, "Block.hold", $$"""{"name":"{{name}}"}""");

    private sealed class HoldingService(bool nonBlocking) : BlockDriver
    {
        public Gates Gates { get; } = new();

        public Session? Session { get; private set; }

        public override bool NonBlocking => nonBlocking;

        public override async ValueTask<string> HoldAsync(BlockHoldRequest request, CallContext call)
        {
            Session = ((SessionCall)call.Call).Session;
            if (nonBlocking)
                await Gates.Opened(request.Name).ConfigureAwait(false);
            else
                Gates.Opened(request.Name).Wait(TestContext.Current.CancellationToken);
            return request.Name == "fail" ? throw new InvalidOperationException("As the test asked.") : request.Name;
        }
    }
}
