using System.Diagnostics;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>libvirt's own simulator, where this machine has it: <c>virsh -c test:///default</c>.</summary>
internal static class Virsh
{
    private const string Path = "/usr/bin/virsh";

    /// <summary>Whether there is anything to compare with.</summary>
    public static bool IsInstalled => File.Exists(Path);

    /// <summary>Runs commands on one fresh host.</summary>
    /// <param name="script">The commands, separated by semicolons.</param>
    /// <returns>What they print, errors where they happened.</returns>
    public static async Task<string> RunAsync(string script)
    {
        // One pipe for both streams keeps an error where it happened.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-c", $"exec {Path} -q -c test:///default \"$1\" 2>&1", "sh", script })
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
