using Virtwire.Sdk.Tasks;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <content>The way back to a task that another call began, perhaps of another process.</content>
public partial class HostTask
{
    /// <summary>Asks where the task stands: the same as <see cref="GetAsync"/>.</summary>
    /// <param name="cancellationToken">Cancels the call, on the server too.</param>
    /// <exception cref="NoTaskException">There is no such task, or none any more.</exception>
    public virtual ValueTask<TaskInfo> GetInfoAsync(CancellationToken cancellationToken = default) => GetAsync(cancellationToken);

    /// <summary>Finds a task by its id, whatever it is for. How it ends is told by <see cref="TaskInfo"/>, as JSON.</summary>
    /// <param name="host">A connection to the driver that has the task.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NoTaskException">There is no such task, or none any more.</exception>
    public static async ValueTask<HostTask> AttachAsync(HostConnection host, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var task = host.Tasks.Bind(HostTaskRef.ById(id));
        await task.GetAsync(cancellationToken).ConfigureAwait(false);
        return task;
    }

    /// <summary>Finds a task by its id, to wait for its result.</summary>
    /// <typeparam name="TResult">
    /// What it ends with, as its method's schema declares it; <see cref="Nothing"/> for nothing, and for an object its reference
    /// (<see cref="DomainRef"/>).
    /// </typeparam>
    /// <param name="host">
    /// A connection to the driver that has the task. It knows the errors of the host API and of its <see cref="HostConnectionOptions.Apis"/>
    /// by their types.
    /// </param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NoTaskException">There is no such task, or none any more.</exception>
    public static async ValueTask<HostTask<TResult>> AttachAsync<TResult>(
        HostConnection host, string id, CancellationToken cancellationToken = default)
        where TResult : IWireType<TResult>
        => new(host, default, await FindAsync(host, id, cancellationToken).ConfigureAwait(false), TaskResults.Plain<TResult>);

    /// <summary>Finds a task by its id, to wait for its result and hear of its progress.</summary>
    /// <typeparam name="TProgress">What it tells of how far it is.</typeparam>
    /// <typeparam name="TResult">What it ends with.</typeparam>
    /// <inheritdoc cref="AttachAsync{TResult}(HostConnection, string, CancellationToken)"/>
    public static async ValueTask<HostTask<TProgress, TResult>> AttachAsync<TProgress, TResult>(
        HostConnection host, string id, CancellationToken cancellationToken = default)
        where TProgress : IWireType<TProgress>
        where TResult : IWireType<TResult>
        => new(host, default, await FindAsync(host, id, cancellationToken).ConfigureAwait(false), TaskResults.Plain<TResult>);

    private static async ValueTask<BegunTask> FindAsync(HostConnection host, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        var info = await host.Tasks.Bind(HostTaskRef.ById(id)).GetAsync(cancellationToken).ConfigureAwait(false);
        return new BegunTask(info.Id, host.Describe(info.Method), info.Object);
    }
}
