using System.Diagnostics;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Interop;

/// <summary>A program of somebody else's making that talks to our server, and prints what it finds.</summary>
internal static class PeerProgram
{
    private static readonly TimeSpan FailSafe = TimeSpan.FromSeconds(120);

    /// <summary>Skips the test, out loud, on a machine without the program.</summary>
    public static void SkipUnless(string file, string what) =>
        Assert.SkipUnless(File.Exists(file), $"{what} is not installed: nothing was tried with it.");

    /// <summary>The path of a script among these tests.</summary>
    public static string Script(params string[] path) => Repository.PathOf(["Sdk.Tests", "Interop", .. path]);

    /// <summary>Runs a program to its end, and gives the lines that it prints; fails with what it complains of where it does.</summary>
    public static async Task<string[]> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var proxy in (string[])["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
            start.Environment.Remove(proxy);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(FailSafe, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill();
            Assert.Fail($"{program} does not come to an end.");
        }

        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
