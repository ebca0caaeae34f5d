namespace Virtwire.Sdk.Server.Drivers.Test.Faults;

/// <summary>A plan of rules: at each point the first one that matches, and has not been used up, holds.</summary>
/// <param name="time">The clock of the delays.</param>
/// <param name="rules">The rules.</param>
internal sealed class FaultPoints(TimeProvider time, params IReadOnlyList<FaultRule> rules) : IFaultPlan
{
    private readonly Lock _gate = new();
    private readonly int?[] _left = [.. rules.Select(static r => r.Times)];

    /// <summary>Nothing goes wrong.</summary>
    public static IFaultPlan None { get; } = new FaultPoints(TimeProvider.System);

    /// <inheritdoc/>
    public ValueTask ReachAsync(string point, string subject, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Take(point, subject) is { } action ? CarryOutAsync(action, point, subject, cancellationToken) : default;
    }

    /// <summary>Does to work what a rule says. See <see cref="ReachAsync"/>.</summary>
    public ValueTask CarryOutAsync(FaultAction action, string point, string subject, CancellationToken cancellationToken) => action switch
    {
        FaultAction.Fail fail => throw fail.Error(point, subject),
        FaultAction.Delay delay => new ValueTask(Task.Delay(delay.Time, time, cancellationToken)),
        _ => new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken)),
    };

    /// <summary>What happens at a point, by the first rule that is not used up, which this uses once; null for nothing.</summary>
    public FaultAction? Take(string point, string subject)
    {
        if (rules.Count == 0)
            return null;
        lock (_gate)
        {
            for (var i = 0; i < rules.Count; i++)
            {
                if (_left[i] == 0 || !rules[i].Matches(point, subject))
                    continue;
                _left[i]--;
                return rules[i].Action;
            }
        }

        return null;
    }
}
