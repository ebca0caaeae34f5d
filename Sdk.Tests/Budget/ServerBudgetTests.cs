using System.Globalization;
using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>What a call may cost a server: allocations, receives, flushes and copies. Never time, which stands still.</summary>
[Collection(Budgets.Name)]
public sealed class ServerBudgetTests
{
    private const int Calls = 64;
    private const int Rounds = 200;

    // What a call allocates cannot be less: the object that the driver answers, and the string that it is given.
    private const int Result = 32;
    private const int Name = 32;

    [Theory]
    [InlineData("lines", "Host.ping", "{}", 0)]
    [InlineData("headers", "Host.ping", "{}", 0)]
    [InlineData("lines", "Domain.getState", """{"self":{"uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}}""", Result)]
    [InlineData("lines", "Domain.getState", """{"self":{"name":"test"}}""", Result + Name)]
    public async Task A_call_keeps_to_its_budget(string framing, string method, string parameters, int allocatedPerCall)
    {
        Assert.SkipUnless(Copies.AreCounted, "Copies are counted by debug builds only: nothing was measured.");
        var used = await MeasureAsync(Requests(framing, method, parameters), Rounds);

        // A batch is waited for once, received once and answered in one piece.
        Assert.Equal(2 * Rounds, used.Receives);
        Assert.Equal(Rounds, used.Sends);

        // An answer is put together beside the connection's lock and appended under it: copied once, and pieced together of three
        // parts that were there before. Behind a header each byte may move once more, for the length that is known last.
        Assert.InRange(used.Copied, used.Sent / 2, (framing == "headers" ? 3 : 2) * used.Sent);

        // A thread that joins late finds its own share of the array pool empty, and pays for one array once.
        Assert.InRange(used.Allocated, (long)Calls * Rounds * allocatedPerCall, Calls * Rounds * (allocatedPerCall + 5L));
    }

    [Fact]
    public async Task A_large_answer_is_copied_a_bounded_number_of_times()
    {
        Assert.SkipUnless(Copies.AreCounted, "Copies are counted by debug builds only: nothing was measured.");
        const int Lists = 20;
        var request = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"method":"Rpc.discover","params":{}}""" + "\n");
        var used = await MeasureAsync(request, Lists);

        Assert.Equal(Lists, used.Sends);
        Assert.InRange(used.Sent / Lists, 50_000, 10_000_000);

        // Doubling copies it once in all, appending once more.
        Assert.InRange(used.Copied, used.Sent, 4 * used.Sent);
    }

    private static byte[] Requests(string framing, string method, string parameters)
    {
        var requests = new StringBuilder();
        for (var i = 0; i < Calls; i++)
        {
            var request = string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"jsonrpc":"2.0","id":{{{1_048_576 + i}}},"method":"{{{method}}}","params":{{{parameters}}},"meta":{"deadline":60000}}""");
            _ = framing == "lines"
                ? requests.Append(request).Append('\n')
                : requests.Append(CultureInfo.InvariantCulture, $"Content-Length: {request.Length}\r\n\r\n").Append(request);
        }

        return Encoding.UTF8.GetBytes(requests.ToString());
    }

    private static async Task<Usage> MeasureAsync(byte[] batch, int rounds)
    {
        await using var server = new VirtwireServer(new VirtwireServerOptions { TimeProvider = new ManualTime() }.AddDriver("test:///default"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        var transport = new BatchTransport(batch, warmUp: rounds, rounds);
        server.Connections.Add(transport, PeerIdentity.InProcess);
        return await transport.Used.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
