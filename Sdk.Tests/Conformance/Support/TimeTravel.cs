using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>Time that goes on until something has happened.</summary>
internal static class TimeTravel
{
    /// <summary>Advances in steps until the task is complete: who waits for the time may set his timer only now.</summary>
    public static async Task AdvanceUntilAsync(this ManualTime time, Task task, TimeSpan step)
    {
        using var failSafe = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!task.IsCompleted)
        {
            failSafe.Token.ThrowIfCancellationRequested();
            time.Advance(step);
            await Task.Yield();
        }
    }
}
