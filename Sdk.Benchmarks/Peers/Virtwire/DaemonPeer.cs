using System.Globalization;
using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test;
using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Benchmarks.Peers.Virtwire;

/// <summary>The daemon with the embedded test driver on a unix socket, as <c>virtwire serve</c> runs it, with as many domains as asked.</summary>
internal sealed class DaemonPeer
{
    /// <summary>The scheme under which the test driver is served: its own factory, of which this peer keeps what it makes.</summary>
    public const string Scheme = "bench";

    private IReadOnlyList<ResourceDriver> _resources = [];

    private DomainDriver Domains => _resources.OfType<DomainDriver>().Single();

    /// <summary>Serves until the input ends.</summary>
    public static async Task RunAsync(string path, int domains, PeerMode mode, TextReader commands, TextWriter answers)
    {
        var peer = new DaemonPeer();
        var options = Options(mode).AddDriver(Scheme + ":///default", context => peer._resources = TestDriver.Definition.Factory(context));
        options.Endpoints.Add("unix://" + path);
        await using var server = new VirtwireServer(options);
        await server.StartAsync();
        for (var i = 1; i < domains; i++)
            await peer.Domains.CreateXmlAsync(new DomainCreateXmlRequest { Xml = Document(i) }, default);
        await PeerServer.RunAsync(commands, answers, peer.Answer);
    }

    // The one place where a mode of the server's side is switched on.
    private static VirtwireServerOptions Options(PeerMode mode) => mode switch
    {
        PeerMode.Spin => new VirtwireServerOptions { Spin = TimeSpan.FromMicroseconds(50) },
        _ => new VirtwireServerOptions(),
    };

    private static string Document(int i) =>
        $"<domain type='test'><name>{Loads.DomainName(i)}</name><memory unit='KiB'>8388608</memory><vcpu>2</vcpu><os><type>hvm</type></os></domain>";

    private string Answer(string command) => command == "driver-list"
        ? string.Create(CultureInfo.InvariantCulture, $"bytes={DriverBytes()}")
        : $"error The command '{command}' is not known.";

    /// <summary>What the driver itself allocates for a list, in bytes: the least of several, since tiering allocates as well.</summary>
    private long DriverBytes()
    {
        var request = new DomainGetAllStatsRequest { Limit = Loads.Records };
        var least = long.MaxValue;
        for (var i = 0; i < 50; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var listed = Domains.GetAllStatsAsync(request, default);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            least = listed.IsCompletedSuccessfully ? Math.Min(least, bytes) : throw new InvalidOperationException("The test driver has waited.");
        }

        return least;
    }
}
