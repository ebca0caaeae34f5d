using System.Net.Sockets;
using System.Text;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>What large answers may cost that have to wait, because their peer asks for many at once and reads them later.</summary>
[Collection(Budgets.Name)]
public sealed class SlowReaderBudgetTests
{
    private const int Rounds = 9;
    private const int PerList = 64;

    // Where the compiler does not optimise, its own state machine of the waiting send is an object; what is behind it is not made anew.
    private const int PerSend = 128;

    [Fact]
    public async Task Pages_that_wait_for_their_reader_allocate_nothing_and_leave_in_few_pieces()
    {
        // More than the array pool keeps of one size, which depends on the processors.
        var callers = (32 * Math.Min(Environment.ProcessorCount, 6)) + 8;
        var options = new VirtwireServerOptions { TimeProvider = new ManualTime() };
        options.AddDriver("page", _ => [new PageDriver()]);
        await using var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        var request = """{"jsonrpc":"2.0","id":1,"method":"Domain.getAllStats","params":{}}""" + "\n";
        var transport = new LateTransport(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(request, callers))), warmUp: Rounds, Rounds);
        server.Connections.Add(transport, PeerIdentity.InProcess);
        var rounds = await transport.Rounds.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.All(rounds, round => Assert.InRange(round.Sent / callers, 150_000, 256 * 1024));
        Assert.All(rounds, round => Assert.InRange(round.Sends, 2, callers / 2));

        // The middle of the rounds: the process is not the calls' alone.
        Assert.InRange(rounds.Select(static round => round.Allocated).Order().ElementAt(Rounds / 2), 0, (long)callers * PerList);
    }

    [Fact]
    public async Task A_send_that_waits_for_its_reader_allocates_nothing()
    {
        const int Sends = 200;
        var (near, far) = await SocketPair.ConnectAsync();
        using var peer = far;
        using var transport = new SocketTransport(near);
        await SendAsync(transport, far, Sends);
        var allocated = await SendAsync(transport, far, Sends);

        Assert.InRange(allocated.Order().ElementAt(Sends / 2), 0, PerSend);
    }

    private static async Task<long[]> SendAsync(SocketTransport transport, Socket peer, int sends)
    {
        var allocated = new long[sends];
        var piece = new byte[4 << 20];
        var buffer = new byte[1 << 20];
        for (var i = 0; i < sends; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var sending = transport.SendAsync(piece);
            Assert.False(sending.IsCompleted, "The piece must be larger than what a socket holds.");
            for (var read = 0; read < piece.Length;)
                read += peer.Receive(buffer, SocketFlags.None);
            await sending.ConfigureAwait(false);
            allocated[i] = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        return allocated;
    }
}
