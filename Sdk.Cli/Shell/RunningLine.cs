namespace Virtwire.Sdk.Cli.Shell;

/// <summary>The line that a shell runs, which an interrupt ends. Between two lines an interrupt means nothing: it never ends the shell.</summary>
internal sealed class RunningLine
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;

    /// <summary>Runs a line until its end, or until it is interrupted.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> line, CancellationToken stop)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Set(running);
        try
        {
            await line(running.Token);
        }
        finally
        {
            Set(null);
        }
    }

    /// <summary>Ends the line, if one is running.</summary>
    public void Interrupt()
    {
        // Under the gate, so that what is cancelled is not disposed of.
        lock (_gate)
            _running?.Cancel();
    }

    private void Set(CancellationTokenSource? running)
    {
        lock (_gate)
            _running = running;
    }
}
