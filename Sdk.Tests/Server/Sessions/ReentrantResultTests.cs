using System.Collections;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Sessions;

/// <summary>A driver's list is foreign code that runs while an answer is being written.</summary>
public sealed class ReentrantResultTests
{
    [Fact]
    public async Task A_result_that_completes_another_call_while_it_is_written_stays_whole()
    {
        await using var server = new VirtwireServer(new VirtwireServerOptions().AddDriver("trap:///", _ => [new TrapService()]));
        await server.StartAsync(TestContext.Current.CancellationToken);
        var (client, far) = MemoryTransport.CreatePair();
        server.Connections.Add(far, new PeerIdentity("tester", SessionRole.Admin, "test"));
        using var peer = RawPeer.Over(client, WireForm.Lines);

        await peer.SendAsync(
            Json.Call(1, "Lamp.turn", """{"self":{"name":"desk"},"on":true}"""),
            Json.Call(2, "Lamp.list"));
        var answers = await peer.ReceiveAsync(2);

        Assert.Equal(["1", "2"], answers.Select(a => a.Id()));
        Assert.Equal("{}", answers[0].Result().GetRawText());
        Assert.Equal("desk", answers[1].Result().GetProperty("items")[0].GetProperty("name").GetString());
    }

    /// <summary>Switches when somebody looks at its list.</summary>
    private sealed class TrapService : LampDriver
    {
        // Continuations run where it is completed: inside the other call's answer.
        private readonly TaskCompletionSource _looked = new();

        public override bool NonBlocking => true;

        public override async ValueTask TurnAsync(LampTurnRequest request, CallContext call) => await _looked.Task.ConfigureAwait(false);

        public override ValueTask<Page<LampRef>> ListAsync(LampListRequest request, CallContext call) =>
            new(new Page<LampRef> { Items = new Trap(_looked) });
    }

    private sealed class Trap(TaskCompletionSource looked) : IReadOnlyList<LampRef>
    {
        public int Count => 1;

        public LampRef this[int index]
        {
            get
            {
                looked.TrySetResult();
                return LampService.Desk;
            }
        }

        public IEnumerator<LampRef> GetEnumerator()
        {
            yield return this[0];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
