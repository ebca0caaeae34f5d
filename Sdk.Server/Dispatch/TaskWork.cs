using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server;

/// <summary>What a driver returns from a method that starts a task: the work itself, and which object it is about.</summary>
public abstract class TaskWork
{
    private protected TaskWork()
    {
    }

    /// <summary>The handle of the object that the task is about, as JSON; null for none.</summary>
    public JsonElement? Subject { get; private protected set; }

    /// <summary>Tells the driver that the work will never be begun.</summary>
    internal abstract void Abandon();

    /// <summary>Does the work, with progress and result as JSON.</summary>
    internal abstract Task<JsonElement> RunAsync(string id, Action<JsonElement> report, CancellationToken cancellationToken);
}

/// <summary>Work that reports <typeparamref name="TProgress"/> and ends with <typeparamref name="TResult"/>.</summary>
/// <remarks>
/// The server runs it once the call has been accepted; what it throws then is how the task failed, mapped as a call's error is. A driver
/// that does not call itself non-blocking gets a thread of its own for it.
/// </remarks>
/// <typeparam name="TProgress">What it reports; <see cref="Nothing"/> where the schema declares no progress.</typeparam>
/// <typeparam name="TResult">What it ends with; <see cref="Nothing"/> where the schema declares no result.</typeparam>
public sealed class TaskWork<TProgress, TResult> : TaskWork
    where TProgress : IWireType<TProgress>
    where TResult : IWireType<TResult>
{
    private readonly Func<TaskContext<TProgress>, Task<TResult>> _run;
    private Action? _undo;

    /// <summary>Takes the work; it is not begun.</summary>
    /// <param name="run">
    /// Does the work. Ends with the result, with a <see cref="HostException"/> to fail, or, when its token is cancelled, with an
    /// <see cref="OperationCanceledException"/>.
    /// </param>
    public TaskWork(Func<TaskContext<TProgress>, Task<TResult>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _run = run;
    }

    /// <summary>Says which object the work is about, and gives the work back. A method with a receiver must.</summary>
    /// <param name="handle">The object, with every field of its identity.</param>
    public TaskWork<TProgress, TResult> About<TRef>(TRef handle)
        where TRef : IWireType<TRef>
    {
        Subject = WireValue.ToElement<TRef, TRef>(handle);
        return this;
    }

    /// <summary>
    /// Says what takes back what the method has done before it returned the work, and gives the work back. It is called where the server
    /// does not begin the work: as many run as may, or it is about to stop.
    /// </summary>
    /// <param name="undo">Takes it back; must not throw.</param>
    public TaskWork<TProgress, TResult> OrElse(Action undo)
    {
        ArgumentNullException.ThrowIfNull(undo);
        _undo = undo;
        return this;
    }

    /// <summary>Does the work: for unit tests of a driver, which have no server.</summary>
    public Task<TResult> RunAsync(TaskContext<TProgress> task) => _run(task);

    /// <inheritdoc/>
    internal override void Abandon() => _undo?.Invoke();

    /// <inheritdoc/>
    internal override async Task<JsonElement> RunAsync(string id, Action<JsonElement> report, CancellationToken cancellationToken)
    {
        void Report(TProgress progress) => report(WireValue.ToElement<TProgress, TProgress>(progress));
        var result = await _run(new TaskContext<TProgress>(id, Report, cancellationToken)).ConfigureAwait(false);
        return WireValue.ToElement<TResult, TResult>(result);
    }
}
