using System.Diagnostics;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>libvirt's own simulator, where this machine has it.</summary>
internal static class Virsh
{
    /// <summary>Skips the test, out loud, on a machine without it.</summary>
    public static void SkipUnlessInstalled() =>
        Assert.SkipUnless(IsInstalled, "virsh is not installed: nothing was compared with libvirt.");

    /// <summary>Whether there is anything to compare with.</summary>
    public static bool IsInstalled => File.Exists("/usr/bin/virsh");

    /// <summary>Runs commands, separated by semicolons, on one fresh host, and gives what they print.</summary>
    public static Task<string> RunAsync(string script) => RunAsync([script]);

    /// <summary>Runs commands on a fresh test:///default, and gives what it prints, errors where they happened.</summary>
    public static async Task<string> RunAsync(IEnumerable<string> commands)
    {
        // One pipe for both streams keeps an error where it happened.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-c", "exec /usr/bin/virsh -q -c test:///default \"$1\" 2>&1", "sh", string.Join("; ", commands) })
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    /// <summary>Whether a command that printed this was refused.</summary>
    public static bool Refused(string output) => output.Contains("error:", StringComparison.Ordinal);
}
