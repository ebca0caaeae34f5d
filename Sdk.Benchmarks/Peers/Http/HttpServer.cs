using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Benchmarks.Peers.Http;

/// <summary>The same calls as an ASP.NET Core minimal API on a unix socket, without logs and with generated serializers.</summary>
internal static class HttpServer
{
    /// <summary>Serves until the input ends.</summary>
    public static async Task RunAsync(string path, HttpProtocols protocol, TextReader commands, TextWriter answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, HttpJson.Default));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Of the usual 100 streams a connection, most of 1,024 callers would wait for their turn.
            kestrel.Limits.Http2.MaxStreamsPerConnection = 4096;
            kestrel.ListenUnixSocket(path, listen => listen.Protocols = protocol);
        });
        await using var app = builder.Build();
        Map(app);
        await app.StartAsync();
        await PeerServer.RunAsync(commands, answers);
        await app.StopAsync();
    }

    private static void Map(WebApplication app)
    {
        var states = new Dictionary<Guid, HttpState> { [Loads.GuestUuid] = new("unknown", "running") };
        var guests = Enumerable.Range(0, Loads.Records)
            .Select(i => i == 0 ? new HttpGuest(Loads.Guest, Loads.GuestUuid) : new HttpGuest(Loads.DomainName(i), new Guid(i, 7, 9, 1, 2, 3, 4, 5, 6, 7, (byte)i)))
            .ToArray();
        var nothing = new HttpNothing();

        app.MapPost("/ping", () => TypedResults.Json(nothing, HttpJson.Default.HttpNothing));
        app.MapPost("/state", (HttpGuest guest) => states.TryGetValue(guest.Uuid, out var state)
            ? TypedResults.Json(new HttpState(state.Reason, state.State), HttpJson.Default.HttpState)
            : (IResult)TypedResults.NotFound());
        // Made anew for each call, as a driver does.
        app.MapPost("/list", () => TypedResults.Json(new HttpPage([.. guests.Select(Stats)], "cceaaeae16f4:0"), HttpJson.Default.HttpPage));
    }

    private static HttpStats Stats(HttpGuest guest) => new("0", "0", "0", guest, 8388608, 2, 8388608, 1048576, "booted", "running", 2);
}
