using System.Diagnostics;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Interop;

/// <summary>A client that others wrote, driven by a script in this folder.</summary>
internal static class PeerProcess
{
    /// <summary>Skips the test, out loud, on a machine without the client.</summary>
    public static void SkipUnless(string file, string what) =>
        Assert.SkipUnless(File.Exists(file), $"{what} is not installed: nothing was tried with it.");

    /// <summary>Runs a script to its end, which must be a good one.</summary>
    public static async Task RunAsync(string program, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Repository.PathOf("Sdk.Tests", "Interop", "Peers", script)))
            start.ArgumentList.Add(argument);
        foreach (var proxy in (string[])["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
            start.Environment.Remove(proxy);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}:\n{await output}{await errors}");
    }
}
