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
    private const int Calls = 200;

    [Fact(Timeout = 120_000)]
    public async Task A_call_alone_costs_one_send_and_at_most_three_receives()
    {
        SystemCallTrace.SkipUnlessPossible();
        using var folder = new TemporaryFolder();
        var socketPath = Path.Combine(folder.Path, "s");
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{socketPath}");
        await daemon.ReadLineAsync();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), TestContext.Current.CancellationToken);
        await CallAsync(socket, 10);

        string traced;
        await using (var trace = await SystemCallTrace.AttachAsync(daemon.Id, "%network", Path.Combine(folder.Path, "log")))
        {
            await CallAsync(socket, Calls);
            traced = await trace.EndAsync();
        }

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
