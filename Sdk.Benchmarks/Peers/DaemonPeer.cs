using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>The daemon with the embedded test driver on a unix socket, as <c>virtwire serve</c> runs it.</summary>
internal static class DaemonPeer
{
    public static async Task RunAsync(string path, TextReader commands, TextWriter answers)
    {
        var options = new VirtwireServerOptions().AddDriver("test:///default");
        options.Endpoints.Add("unix://" + path);
        await using var server = new VirtwireServer(options);
        await server.StartAsync();
        await PeerServer.RunAsync(commands, answers);
    }
}
