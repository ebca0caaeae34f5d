using Virtwire.Sdk.Server.Drivers.Test.Faults;

namespace Virtwire.Sdk.Tests.Drivers.Jobs.Support;

/// <summary>A plan of faults that holds work at a point until the test lets it go on, or fails it there.</summary>
internal sealed class HeldPoints : IFaultPlan
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (TaskCompletionSource Reached, TaskCompletionSource GoOn)> _held = [];
    private readonly List<string> _passed = [];

    /// <summary>The points that work has come to, in order.</summary>
    public IReadOnlyList<string> Passed
    {
        get
        {
            lock (_gate)
                return [.. _passed];
        }
    }

    /// <summary>Holds the next work that comes to a point; completes when it has.</summary>
    public Task Hold(string point)
    {
        lock (_gate)
        {
            var held = (Reached: New(), GoOn: New());
            _held[point] = held;
            return held.Reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets the work at a point go on.</summary>
    public void Release(string point) => Take(point)!.Value.GoOn.SetResult();

    /// <summary>Lets the work at a point go on, where any is held there.</summary>
    public void TryRelease(string point) => Take(point)?.GoOn.TrySetResult();

    /// <summary>Fails the next work that comes to a point, or that is held there.</summary>
    public void Fail(string point, Exception error)
    {
        if (Take(point) is { } held)
        {
            held.GoOn.SetException(error);
            return;
        }

        var failing = New();
        failing.SetException(error);
        lock (_gate)
            _held[point] = (New(), failing);
    }

    public async ValueTask ReachAsync(string point, string subject, CancellationToken cancellationToken)
    {
        (TaskCompletionSource Reached, TaskCompletionSource GoOn) held;
        lock (_gate)
        {
            _passed.Add(point);
            if (!_held.TryGetValue(point, out held))
                return;
        }

        held.Reached.TrySetResult();
        try
        {
            await held.GoOn.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _ = Take(point);
        }
    }

    private (TaskCompletionSource Reached, TaskCompletionSource GoOn)? Take(string point)
    {
        lock (_gate)
            return _held.Remove(point, out var held) ? held : null;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
