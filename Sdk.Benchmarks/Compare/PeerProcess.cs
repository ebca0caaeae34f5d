using System.Diagnostics;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>One half of a peer as a child process that is spoken to by lines on its standard streams.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly string _name;

    private PeerProcess(Process process, string name) => (_process, _name) = (process, name);

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a process and waits until it says that it is ready.</summary>
    /// <exception cref="PeerException">It cannot be started, or says something else.</exception>
    public static async Task<PeerProcess> StartAsync(PeerCommand command)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        PeerProcess peer;
        try
        {
            peer = new PeerProcess(Process.Start(start)!, command.ToString());
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new PeerException($"'{command}' cannot be started: {failure.Message}");
        }

        try
        {
            var line = await peer.ReadAsync("to be ready");
            return line == "ready" ? peer
                : throw new PeerException(line.StartsWith("missing ", StringComparison.Ordinal) ? line[8..] : $"'{command}' said '{line}' instead of 'ready'.");
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says a line and returns the line that comes back.</summary>
    /// <exception cref="PeerException">It answers an error, nothing in time, or has ended.</exception>
    public async Task<string> AskAsync(string command)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException failure)
        {
            throw new PeerException($"'{_name}' has ended before '{command}': {failure.Message}");
        }

        var answer = await ReadAsync($"asked '{command}'");
        return answer.StartsWith("error ", StringComparison.Ordinal) ? throw new PeerException($"'{command}' failed: {answer[6..]}", isOver: false) : answer;
    }

    /// <summary>Closes its input, which ends it; one that does not end is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync(string what)
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
                ?? throw new PeerException($"'{_name}' ended when it was {what}.");
        }
        catch (TimeoutException)
        {
            throw new PeerException($"'{_name}' said nothing for {Patience.TotalSeconds} s when it was {what}.");
        }
    }
}

/// <summary>A peer that is not there or does not do its part. The message goes into the row that needs it.</summary>
/// <param name="message">Why.</param>
/// <param name="isOver">Whether nothing more can be asked of it.</param>
internal sealed class PeerException(string message, bool isOver = true) : Exception(message)
{
    public bool IsOver => isOver;
}
