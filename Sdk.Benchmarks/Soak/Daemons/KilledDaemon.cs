using System.Diagnostics;

namespace Virtwire.Sdk.Benchmarks.Soak.Daemons;

/// <summary>The daemon that is shipped, with a state directory, until it is killed.</summary>
internal sealed class KilledDaemon : IDisposable
{
    private readonly Process _process;

    private KilledDaemon(Process process, string socket) => (_process, Socket) = (process, socket);

    /// <summary>The path of its socket.</summary>
    public string Socket { get; }

    /// <summary>The path of the socket of a daemon in a directory.</summary>
    public static string SocketIn(string directory) => Path.Combine(directory, "s");

    /// <summary>Starts it, and waits until it accepts.</summary>
    /// <param name="directory">The directory of its socket and its state.</param>
    /// <param name="driver">The URI of its driver.</param>
    /// <exception cref="SoakFailure">It does not start.</exception>
    public static async Task<KilledDaemon> StartAsync(string directory, string driver = "test:///default")
    {
        var socket = SocketIn(directory);
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "virtwire.dll"), "serve", "--listen", "unix://" + socket, "--state", Path.Combine(directory, "state"), "--driver", driver])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        if ((await process.StandardOutput.ReadLineAsync())?.StartsWith("ready ", StringComparison.Ordinal) == true)
            return new KilledDaemon(process, socket);
        var why = await said;
        process.Dispose();
        throw new SoakFailure($"The daemon does not start: {why}");
    }

    /// <summary>Kills it, as <c>kill -9</c> does.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
