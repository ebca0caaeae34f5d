using Virtwire.Sdk.Tasks;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>A task that tells how far it is.</summary>
/// <typeparam name="TProgress">What it tells.</typeparam>
/// <typeparam name="TResult">What it ends with; <see cref="Nothing"/> where that is nothing.</typeparam>
public class HostTask<TProgress, TResult> : HostTask<TResult>
    where TProgress : IWireType<TProgress>
{
    /// <summary>For mocks: its calls fail.</summary>
    protected HostTask()
    {
    }

    internal HostTask(HostConnection connection, CallOptions options, BegunTask begun, TaskResultReader<TResult> read)
        : base(connection, options, begun, read)
    {
    }

    /// <inheritdoc/>
    public override HostTask<TProgress, TResult> WithOptions(CallOptions options) => new(Connection, options, Begun, Reader);

    /// <summary>As <see cref="HostTask{TResult}.WaitAsync(CancellationToken)"/>, and hears of the task's progress meanwhile.</summary>
    /// <param name="progress">Is told where the task stands now, then each time that it tells, for the last time before the wait ends; null for nobody.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="HostTask{TResult}.WaitAsync(CancellationToken)"/>
    public virtual ValueTask<TResult> WaitAsync(IProgress<TProgress>? progress, CancellationToken cancellationToken = default) =>
        progress is null ? WaitAsync(cancellationToken) : WaitAsync<TProgress>(progress, cancellationToken);
}
