using System.Collections.Concurrent;
using System.Text.Json;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Drivers.Test.Faults;

/// <summary>
/// Makes calls go wrong as the plan says, before the driver hears of them. While a call hangs, other calls that would change its object are
/// refused; reading it and everything else goes on.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="rules">Its rules, which say which methods have to do with it.</param>
/// <param name="latency">How long every call takes longer.</param>
/// <param name="time">The clock.</param>
/// <param name="subjects">Finds the names of objects.</param>
internal sealed class FaultGate(FaultPoints plan, IReadOnlyList<FaultRule> rules, TimeSpan latency, TimeProvider time, CallSubjects subjects) : ICallGate
{
    private readonly ConcurrentDictionary<(string Resource, string Name), string> _hung = new();

    /// <inheritdoc/>
    public bool Guards(MethodDescriptor method) =>
        latency > TimeSpan.Zero || rules.Any(rule => rule.Matches(method.Name, rule.Subject) || (rule.Action is FaultAction.Hang && MayBeOf(rule, method)));

    /// <inheritdoc/>
    public async ValueTask PassAsync(MethodDescriptor method, JsonElement parameters, CancellationToken cancellationToken)
    {
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency, time, cancellationToken).ConfigureAwait(false);
        var name = subjects.NameOf(method, parameters);
        var place = (method.Resource, name);
        RefuseWhileHung(method, place);
        if (plan.Take(method.Name, name) is not { } action)
            return;
        if (action is not FaultAction.Hang || !_hung.TryAdd(place, method.Name))
        {
            // Another call may have begun to hang meanwhile.
            RefuseWhileHung(method, place);
            await plan.CarryOutAsync(action, method.Name, name, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await plan.CarryOutAsync(action, method.Name, name, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _hung.TryRemove(place, out _);
        }
    }

    // A rule that lets calls of a resource hang concerns all methods that change its objects.
    private static bool MayBeOf(FaultRule rule, MethodDescriptor method)
    {
        // A task that hangs on its way is its driver's to guard.
        if (rule.Point.Contains(':', StringComparison.Ordinal))
            return false;
        var dot = rule.Point.IndexOf('.', StringComparison.Ordinal);
        return method.Access != MethodAccess.Read && (dot < 0 || new FaultRule(rule.Point[..dot], "*", rule.Action).Matches(method.Resource, ""));
    }

    private void RefuseWhileHung(MethodDescriptor method, (string Resource, string Name) place)
    {
        if (method.Access == MethodAccess.Read || !_hung.TryGetValue(place, out var operation))
            return;
        throw new OperationInProgressException(
            $"{operation} of '{place.Name}' is under way and has not come back, so {method.Name} cannot begin.",
            new OperationInProgressDetails { Operation = operation });
    }
}
