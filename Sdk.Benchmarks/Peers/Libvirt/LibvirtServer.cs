using System.Diagnostics;
using System.Globalization;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Peers.Libvirt;

/// <summary>libvirt's own daemon with a directory of its own, which serves its test driver over a unix socket.</summary>
internal static class LibvirtServer
{
    private static readonly string[] Daemons = ["/usr/sbin/libvirtd", "/usr/sbin/virtproxyd"];

    /// <summary>Where the daemon listens below its directory.</summary>
    public static string SocketOf(string directory) => Path.Combine(directory, "libvirt-sock");

    /// <summary>Serves until the input ends; says <c>missing</c> where there is no libvirt.</summary>
    public static async Task RunAsync(string directory, TextReader commands, TextWriter answers)
    {
        var program = Daemons.FirstOrDefault(File.Exists);
        if (program is null || !LibvirtNative.IsInstalled)
        {
            await answers.WriteLineAsync("missing not installed (libvirt's daemon: the package libvirt-daemon)");
            return;
        }

        // A session's daemon, which needs no configuration of the machine: root starts it as nobody, who must reach its directory.
        var home = Directory.CreateTempSubdirectory("vw-libvirt-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(home, (UnixFileMode)0x1FF);
        Directory.CreateSymbolicLink(directory, home);
        using var daemon = Start(program, home);
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!File.Exists(SocketOf(home)) && !daemon.HasExited)
                await Task.Delay(20, patience.Token);
            if (daemon.HasExited)
                await answers.WriteLineAsync($"missing {program} ended with code {daemon.ExitCode}: {(await daemon.StandardError.ReadToEndAsync(patience.Token)).ReplaceLineEndings(" ")}");
            else
                await ServeAsync(daemon, commands, answers);
        }
        finally
        {
            if (!daemon.HasExited)
                daemon.Kill();
            await daemon.WaitForExitAsync();
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task ServeAsync(Process daemon, TextReader commands, TextWriter answers)
    {
        await answers.WriteLineAsync("ready");
        while (await commands.ReadLineAsync() is { } line && line != "quit")
            await answers.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"cpu={ProcessMemory.Cpu(daemon.Id):F0}"));
    }

    private static Process Start(string program, string directory)
    {
        var configuration = Path.Combine(directory, "daemon.conf");
        // As many requests at once as there are callers: otherwise its limit of 5 would be what is measured.
        File.WriteAllText(configuration, $"""
            unix_sock_dir = "{directory}"
            auth_unix_ro = "none"
            auth_unix_rw = "none"
            max_client_requests = 64
            """);
        string[] command = [program, "-f", configuration, "-p", Path.Combine(directory, "pid")];
        if (Environment.IsPrivilegedProcess)
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        start.Environment["LIBVIRT_AUTOSTART"] = "0";
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        foreach (var name in new[] { "HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" })
            start.Environment[name] = directory;
        return Process.Start(start)!;
    }
}
