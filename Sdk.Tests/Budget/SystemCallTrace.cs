using System.Diagnostics;
using System.Globalization;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>The system calls of a process, as strace tells them.</summary>
internal sealed class SystemCallTrace : IAsyncDisposable
{
    private const string Strace = "/usr/bin/strace";

    private static readonly TimeSpan FailSafe = TimeSpan.FromSeconds(60);

    private readonly Process _strace;
    private readonly string _log;

    private SystemCallTrace(Process strace, string log) => (_strace, _log) = (strace, log);

    /// <summary>Skips the test where there is no strace.</summary>
    public static void SkipUnlessPossible() => Assert.SkipUnless(File.Exists(Strace), "strace is not installed: no system calls were looked at.");

    /// <summary>Attaches to a process; skips the test where that is not allowed.</summary>
    /// <param name="process">The process.</param>
    /// <param name="calls">Which calls: <c>%network</c>.</param>
    /// <param name="log">Where they are written.</param>
    public static async Task<SystemCallTrace> AttachAsync(int process, string calls, string log)
    {
        var strace = Process.Start(new ProcessStartInfo(
            Strace, ["-f", "-y", "-p", process.ToString(CultureInfo.InvariantCulture), "-e", "trace=" + calls, "-e", "signal=none", "-o", log])
        { RedirectStandardError = true })!;
        var trace = new SystemCallTrace(strace, log);
        try
        {
            // It says so once it has stopped and resumed every thread; or why it may not, and ends.
            var said = await strace.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(FailSafe);
            Assert.SkipUnless(
                said?.Contains("attached", StringComparison.Ordinal) == true,
                $"strace may not attach here, so no system calls were looked at: {said ?? "it said nothing"}");
            return trace;
        }
        catch
        {
            await trace.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets go of the process, and answers its calls, one a line.</summary>
    public async Task<string> EndAsync()
    {
        // Told so, it writes what it has seen.
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {_strace.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _strace.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(FailSafe);
        return await File.ReadAllTextAsync(_log, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends strace. Once it is gone the process runs on by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
            _strace.Kill();
        await _strace.WaitForExitAsync();
        _strace.Dispose();
    }
}
