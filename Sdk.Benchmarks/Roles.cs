using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Virtwire.Sdk.Benchmarks.Generation;
using Virtwire.Sdk.Benchmarks.Peers;
using Virtwire.Sdk.Benchmarks.Peers.Echo;
using Virtwire.Sdk.Benchmarks.Peers.Http;
using Virtwire.Sdk.Benchmarks.Peers.Libvirt;
using Virtwire.Sdk.Benchmarks.Peers.Virtwire;

namespace Virtwire.Sdk.Benchmarks;

/// <summary>The roles in which this tool starts itself: one half of a peer, spoken to by lines on the standard streams.</summary>
internal static class Roles
{
    /// <summary>Plays a role until the input ends; false where there is none of that name.</summary>
    public static async Task<bool> TryRunAsync(string role, string[] arguments)
    {
        switch (role, arguments)
        {
            case ("echo-server", [var path]):
                await using (new EchoServer(path))
                    await PeerServer.RunAsync(Console.In, Console.Out);
                return true;
            case ("echo-client", [var path, var daemon, var connections]):
                return await RunAsync(new EchoClient(path, daemon, Number(connections)));
            case ("daemon", [var path, var domains, var mode]):
                await DaemonPeer.RunAsync(path, Number(domains), Enum.Parse<PeerMode>(mode), Console.In, Console.Out);
                return true;
            case ("virtwire-client", [var uri, var connections, var idle, var mode]):
                return await RunAsync(await VirtwireClient.OpenAsync(uri, Number(connections), Number(idle), Enum.Parse<PeerMode>(mode)));
            case ("events-client", [var path, var subscribers]):
                return await RunAsync(await EventsClient.OpenAsync(path, Number(subscribers)));
            case ("http-server", [var path, var protocol]):
                await HttpServer.RunAsync(path, Enum.Parse<HttpProtocols>(protocol), Console.In, Console.Out);
                return true;
            case ("http-client", [var path, var protocol]):
                return await RunAsync(new HttpPeerClient(path, protocol == nameof(HttpProtocols.Http2) ? HttpVersion.Version20 : HttpVersion.Version11));
            case ("libvirt-server", [var directory]):
                await LibvirtServer.RunAsync(directory, Console.In, Console.Out);
                return true;
            case ("libvirt-client", [var directory]):
                return await RunAsync(new LibvirtClient(directory));
            case ("generator-peer", []):
                GeneratorRun.Serve(Console.In, Console.Out);
                return true;
            default:
                return false;
        }
    }

    private static async Task<bool> RunAsync(PeerClient client)
    {
        await using (client)
            await client.RunAsync(Console.In, Console.Out);
        return true;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
