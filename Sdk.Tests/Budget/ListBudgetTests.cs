using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>What a page of a thousand records may cost a server, beside what its driver does.</summary>
[Collection(Budgets.Name)]
public sealed class ListBudgetTests
{
    private const int Lists = 50;
    private const int PerList = 64;

    [Fact]
    public async Task A_page_allocates_nothing_on_its_way_and_is_copied_twice()
    {
        Assert.SkipUnless(Copies.AreCounted, "Copies are counted by debug builds only: nothing was measured.");
        var options = new VirtwireServerOptions { TimeProvider = new ManualTime() };
        options.AddDriver("page", _ => [new PageDriver()]);
        await using var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        var request = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"method":"Domain.getAllStats","params":{}}""" + "\n");
        var transport = new BatchTransport(request, warmUp: Lists, Lists);
        server.Connections.Add(transport, PeerIdentity.InProcess);
        var used = await transport.Used.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(Lists, used.Sends);
        Assert.InRange(used.Sent / Lists, 150_000, 400_000);

        // Appended to the connection's buffer, and once more where that or its own buffer had to grow.
        Assert.InRange(used.Copied, used.Sent, 3 * used.Sent);
        Assert.InRange(used.Allocated, 0, Lists * PerList);
    }
}
