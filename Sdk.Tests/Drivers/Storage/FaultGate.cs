using Virtwire.Sdk.Server.Drivers.Test.Faults;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>Holds up work at one point until it is let go.</summary>
internal sealed class FaultGate(string point) : IFaultPlan
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when work has come to the point.</summary>
    public Task Reached => _reached.Task;

    public async ValueTask ReachAsync(string arrived, string subject, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (arrived != point)
            return;
        _reached.TrySetResult();
        await _open.Task.WaitAsync(cancellationToken);
    }

    public void Open() => _open.TrySetResult();
}
