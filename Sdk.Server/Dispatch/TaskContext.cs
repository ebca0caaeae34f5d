namespace Virtwire.Sdk.Server;

/// <summary>What work may know of the task that it is, and where it tells how far it is. Safe from any thread.</summary>
/// <typeparam name="TProgress">What it reports.</typeparam>
public sealed class TaskContext<TProgress>
{
    private readonly Action<TProgress> _report;

    /// <summary>Makes a context: for unit tests of a driver. A server makes its own.</summary>
    /// <param name="id">The task's id.</param>
    /// <param name="report">Takes what is reported.</param>
    /// <param name="cancellationToken">Asks the work to stop.</param>
    public TaskContext(string id, Action<TProgress> report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        Id = id;
        _report = report;
        CancellationToken = cancellationToken;
    }

    /// <summary>The task's id.</summary>
    public string Id { get; }

    /// <summary>Cancelled when somebody cancels the task, or the server stops. The call that began the task is over: its end says nothing here.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>
    /// Tells how far the work is, in place of what was told before. Every watcher is sent it: report as often as a person would
    /// look, not for every byte.
    /// </summary>
    public void Report(TProgress progress) => _report(progress);
}
