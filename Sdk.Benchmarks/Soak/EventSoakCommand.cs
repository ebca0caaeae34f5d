using System.Globalization;
using System.Net.Sockets;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Events.Soak;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Benchmarks.Soak;

/// <summary><c>soak events</c>: whether an event stream whose connection is cut again and again loses or reorders anything unsaid.</summary>
internal static class EventSoakCommand
{
    /// <summary>What the usage text says of it.</summary>
    public const string Usage = "events [--events N] [--seed N]";

    private const string DriverUri = "soak:///default";

    /// <summary>Runs it, over a unix socket. Returns 1 where an event is missing, comes twice or comes too early.</summary>
    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        int events = 100_000, seed = Environment.TickCount;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                throw new ArgumentException($"{arguments[i]} needs a whole number.");
            switch (arguments[i])
            {
                case "--events":
                    events = value;
                    break;
                case "--seed":
                    seed = value;
                    break;
                default:
                    throw new ArgumentException($"'soak events' has no option {arguments[i]}. There are {Usage}.");
            }
        }

        return await RunAsync(events, seed);
    }

    private static async Task<int> RunAsync(int events, int seed)
    {
        var directory = Directory.CreateTempSubdirectory("vw-").FullName;
        try
        {
            IEventSink sink = null!;
            var path = Path.Combine(directory, "soak");
            var options = new VirtwireServerOptions { Endpoints = { "unix://" + path } }.AddDriver(DriverUri, context =>
            {
                sink = context.Events;
                return TestDriver.Definition.Factory(context);
            });
            await using var server = new VirtwireServer(options);
            await server.StartAsync();

            var soak = new EventSoak(seed, options.Limits.KeptEvents);
            Console.WriteLine($"seed {seed}");
            var wrong = await soak.RunAsync(events, DriverUri, token => ConnectAsync(path, token), sink, CancellationToken.None);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{soak.Received:N0} events arrived, {soak.Cuts:N0} times the connection was cut, {soak.Gaps:N0} gaps over {soak.Skipped:N0} events were declared"));
            Console.WriteLine(wrong is null ? "none is missing unsaid, and all are in order" : "WRONG: " + wrong);
            return wrong is null ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async ValueTask<Transport> ConnectAsync(string path, CancellationToken cancellationToken) =>
        await SocketTransport.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
}
