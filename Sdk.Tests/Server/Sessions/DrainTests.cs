using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Sessions;

/// <summary>A session that drains waits for the call that its reader runs.</summary>
public sealed class DrainTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_on_the_reader_is_waited_for(bool inBatch)
    {
        var service = new DrainingService();
        await using var server = new VirtwireServer(new VirtwireServerOptions().AddDriver("drain:///", _ => [service]));
        await server.StartAsync(TestContext.Current.CancellationToken);
        var (client, far) = MemoryTransport.CreatePair();
        server.Connections.Add(far, new PeerIdentity("tester", SessionRole.Admin, "test"));
        using var peer = RawPeer.Over(client, WireForm.Lines);

        var ping = Json.Call(1, "Calc.ping");
        var answer = await peer.CallAsync(inBatch ? $"[{ping},{Json.Call(2, "Calc.ping")}]" : ping);
        await service.Draining.WaitAsync(TestContext.Current.CancellationToken);

        Assert.False(service.DrainedTooEarly);
        Assert.Equal("1", (inBatch ? answer[0] : answer).Id());
        Assert.Equal("ShuttingDown", (await peer.CallAsync(Json.Call(3, "Calc.ping"))).ErrorName());
    }

    private sealed class DrainingService : CalcDriver
    {
        public override bool NonBlocking => true;

        public Task Draining { get; private set; } = Task.CompletedTask;

        public bool DrainedTooEarly { get; private set; }

        public override ValueTask PingAsync(CallContext call)
        {
            Draining = ((SessionCall)call.Call).Session.DrainAsync();
            DrainedTooEarly = Draining.IsCompleted;
            return default;
        }
    }
}
