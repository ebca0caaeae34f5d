namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>Waits for something that another thread brings about and tells nobody of.</summary>
internal static class WaitFor
{
    /// <summary>Waits until the condition holds. A condition that never does runs into the limit, and fails.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, "It did not come true.");
            await Task.Yield();
        }
    }
}
