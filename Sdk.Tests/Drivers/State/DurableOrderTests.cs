using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Tests.Budget;
using Virtwire.Sdk.Tests.Cli;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Drivers.State;

/// <summary>The steps in which the daemon makes a definition durable, as the system sees them.</summary>
public sealed partial class DurableOrderTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_definition_is_written_flushed_moved_and_its_directory_flushed_before_the_answer()
    {
        SystemCallTrace.SkipUnlessPossible();
        using var folder = new TemporaryDirectory();
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{folder.Of("s")}", "--state", folder.Of("state"));
        await daemon.ReadLineAsync();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.Of("s")), TestContext.Current.CancellationToken);
        await DefineAsync(socket, "first");

        string traced;
        await using (var trace = await SystemCallTrace.AttachAsync(daemon.Id, "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg", folder.Of("log")))
        {
            await DefineAsync(socket, "second");
            traced = await trace.EndAsync();
        }

        // The files of the state, and the socket: the daemon also writes to pipes of its own.
        var steps = Step().Matches(traced).Select(static m => m.Groups["call"].Value switch
        {
            "write" or "pwrite64" when m.Value.Contains(".json.new>", StringComparison.Ordinal) => "write",
            "fsync" when m.Value.Contains(".json.new>", StringComparison.Ordinal) => "flush",
            "fsync" when m.Value.Contains("/domains>", StringComparison.Ordinal) => "flush directory",
            "rename" or "renameat" or "renameat2" => "move",
            "sendto" or "sendmsg" => "answer",
            _ => "",
        }).Where(static step => step.Length > 0);
        Assert.Equal(["write", "flush", "move", "flush directory", "answer"], steps);
    }

    private static async Task DefineAsync(Socket socket, string name)
    {
        var request = Json.Call(1, "Domain.define", $$"""{"xml":"{{SimulatedHost.Xml(name)}}"}""");
        await socket.SendAsync(Encoding.UTF8.GetBytes(request + "\n"), TestContext.Current.CancellationToken);
        var answer = new byte[4096];
        var length = await socket.ReceiveAsync(answer, TestContext.Current.CancellationToken);
        Assert.Contains("\"result\"", Encoding.UTF8.GetString(answer, 0, length), StringComparison.Ordinal);
    }

    // Each call where it begins. None of these begins before the one before it has ended, as one thread makes them, or the answer's waits for it.
    [GeneratedRegex(@"^\d+ +(?<call>[a-z0-9]+)\(.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
