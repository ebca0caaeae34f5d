using System.Text.Json;
using Virtwire.Sdk.Tasks;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>
/// A task that a call has begun: it goes on by itself, whatever becomes of the call and its connection. Wait for its end here, or by its
/// <see cref="HostTask.Id"/> from anywhere else (<see cref="HostTask.AttachAsync{TResult}"/>).
/// </summary>
/// <typeparam name="TResult">What it ends with; <see cref="Nothing"/> where that is nothing.</typeparam>
public class HostTask<TResult> : HostTask
{
    private readonly BegunTask? _begun;
    private readonly TaskResultReader<TResult>? _read;

    /// <summary>For mocks: its calls fail.</summary>
    protected HostTask()
    {
    }

    internal HostTask(HostConnection connection, CallOptions options, BegunTask begun, TaskResultReader<TResult> read)
        : base(connection, HostTaskRef.ById(begun.Id), options)
    {
        _begun = begun;
        _read = read;
    }

    /// <summary>Its id: what finds it again, from any process.</summary>
    public override string Id => Begun.Id;

    /// <summary>The method that began it: <c>Domain.migrate</c>.</summary>
    public virtual string Method => Begun.Method.Name;

    /// <summary>The handle of the object that it is about, as JSON; null where the method has no receiver.</summary>
    public virtual JsonElement? Object => Begun.Subject;

    private protected BegunTask Begun => _begun ?? throw Unbound();

    private protected TaskResultReader<TResult> Reader => _read ?? throw Unbound();

    /// <inheritdoc/>
    public override HostTask<TResult> WithOptions(CallOptions options) => new(Connection, options, Begun, Reader);

    /// <summary>
    /// Waits until the task has ended, however long that takes. To give up waiting does nothing to the task, and it can be waited for again,
    /// more than once at a time.
    /// </summary>
    /// <remarks>
    /// A deadline of the options limits how long the server may be silent, not the wait. A task that somebody has cancelled ends with
    /// <see cref="CancelledException"/>, one that a server's stop has ended with <see cref="ShuttingDownException"/>: an
    /// <see cref="OperationCanceledException"/> always means this wait.
    /// </remarks>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What it ended with.</returns>
    /// <exception cref="HostException">The task's own error, by the types of its method's schema.</exception>
    /// <exception cref="NoTaskException">The task is not known any more.</exception>
    /// <exception cref="ConnectionLostException">The connection has ended, and does not come back. The task goes on.</exception>
    public virtual ValueTask<TResult> WaitAsync(CancellationToken cancellationToken = default) => EndAsync(null, cancellationToken);

    /// <summary>As above, and hears of the task's progress meanwhile: where it stands now, then each time that it tells.</summary>
    /// <typeparam name="TProgress">What the task tells, as its method's schema declares it.</typeparam>
    /// <param name="progress">Is told one after the other, for the last time before the wait ends.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="WaitAsync(CancellationToken)"/>
    public virtual ValueTask<TResult> WaitAsync<TProgress>(IProgress<TProgress> progress, CancellationToken cancellationToken = default)
        where TProgress : IWireType<TProgress>
    {
        ArgumentNullException.ThrowIfNull(progress);
        return EndAsync(told => progress.Report(TaskFailures.Read(Begun, told, "tells of its progress", TaskResults.Plain<TProgress>, Connection, Options)), cancellationToken);
    }

    private async ValueTask<TResult> EndAsync(Action<JsonElement>? progress, CancellationToken cancellationToken)
    {
        var wait = new TaskWait(Connection, Reference, Options, progress);
        var ended = await wait.EndAsync(cancellationToken).ConfigureAwait(false);
        return ended.Result is { } result && ended.Error is null
            ? TaskFailures.Read(Begun, result, "ended", Reader, Connection, Options)
            : throw TaskFailures.Of(Begun, ended);
    }
}
