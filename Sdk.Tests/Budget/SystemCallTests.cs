using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Tests.Cli;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>
/// The system calls that a call costs the daemon on its socket, counted by strace. One call at a time, because that is the dearest and
/// depends on nothing: of a batch all calls share these.
/// </summary>
[Collection(Budgets.Name)]
public sealed partial class SystemCallTests
{
    private const string Strace = "/usr/bin/strace";
    private const int Calls = 200;

    private static readonly TimeSpan FailSafe = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 120_000)]
    public async Task A_call_alone_costs_one_send_and_at_most_three_receives()
    {
        Assert.SkipUnless(File.Exists(Strace), "strace is not installed: no system calls were counted.");
        using var folder = new TemporaryFolder();
        var socketPath = Path.Combine(folder.Path, "s");
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{socketPath}");
        await daemon.ReadLineAsync();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), TestContext.Current.CancellationToken);
        await CallAsync(socket, 10);

        var log = Path.Combine(folder.Path, "log");
        using (var strace = Start(daemon.Id, log))
        {
            try
            {
                await AttachAsync(strace);
                await CallAsync(socket, Calls);
                await DetachAsync(strace);
            }
            finally
            {
                // Once it is gone the daemon runs on by itself.
                strace.Kill();
            }
        }

        var traced = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        var sends = SendCall().Count(traced);
        var receives = ReceiveCall().Count(traced);

        // It waits without a buffer, learns that there is something, receives it, and finds nothing more: so an idle connection holds no memory.
        // The attaching may miss the first of them, or interrupt one, which is then made again.
        Assert.InRange(sends, Calls - 1, Calls + 1);
        Assert.InRange(receives, 2 * Calls, (3 * Calls) + 5);
    }

    private static async Task CallAsync(Socket socket, int calls)
    {
        var answer = new byte[256];
        for (var i = 0; i < calls; i++)
        {
            var request = string.Create(CultureInfo.InvariantCulture, $$$"""{"jsonrpc":"2.0","id":{{{i}}},"method":"Host.ping","params":{}}""");
            await socket.SendAsync(Encoding.UTF8.GetBytes(request + "\n"), TestContext.Current.CancellationToken);
            var length = 0;
            do
                length += await socket.ReceiveAsync(answer.AsMemory(length), TestContext.Current.CancellationToken);
            while (answer[length - 1] != '\n');
        }
    }

    private static Process Start(int process, string log) => Process.Start(new ProcessStartInfo(
        Strace, ["-f", "-p", process.ToString(CultureInfo.InvariantCulture), "-e", "trace=%network", "-e", "signal=none", "-o", log])
    { RedirectStandardError = true })!;

    private static async Task AttachAsync(Process strace)
    {
        // It says so once it has stopped and resumed every thread; or why it may not, and ends.
        var said = await strace.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(FailSafe);
        Assert.SkipUnless(
            said?.Contains("attached", StringComparison.Ordinal) == true,
            $"strace may not attach here, so no system calls were counted: {said ?? "it said nothing"}");
    }

    private static async Task DetachAsync(Process strace)
    {
        // Told so, it writes what it has counted and lets go of the daemon.
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {strace.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await strace.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(FailSafe);
    }

    // A call that is interrupted by another thread's line stands there twice, the second time as "resumed".
    [GeneratedRegex(@"\bsend(to|msg)\(")]
    private static partial Regex SendCall();

    [GeneratedRegex(@"\brecv(from|msg)\(")]
    private static partial Regex ReceiveCall();

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("vw-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
