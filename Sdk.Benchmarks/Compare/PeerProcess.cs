using System.Diagnostics;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>One half of a peer as a child process that is spoken to by lines on its standard streams.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    /// <summary>Starts this tool again as <paramref name="role"/> and waits until it says that it is ready.</summary>
    public static async Task<PeerProcess> StartAsync(string role, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PeerProcess).Assembly.Location);
        start.ArgumentList.Add(role);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var peer = new PeerProcess(Process.Start(start)!);
        var line = await peer._process.StandardOutput.ReadLineAsync();
        return line == "ready" ? peer : throw new InvalidOperationException($"'{role}' said '{line}' instead of 'ready'.");
    }

    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The process ended while it was asked '{command}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
