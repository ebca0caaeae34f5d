using System.Collections.Concurrent;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>Gates by name, shared by the services that wait at them.</summary>
internal sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrived = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _cancelled = new(StringComparer.Ordinal);

    public Task Opened(string name) => Source(_open, name).Task;

    /// <summary>Completes when a call waits at the gate.</summary>
    public Task Arrived(string name) => Source(_arrived, name).Task;

    /// <summary>Completes when a call at the gate has seen that it is cancelled.</summary>
    public Task Cancelled(string name) => Source(_cancelled, name).Task;

    public void Arrive(string name) => Source(_arrived, name).TrySetResult();

    public void Cancel(string name) => Source(_cancelled, name).TrySetResult();

    public void Open(string name) => Source(_open, name).TrySetResult();

    private static TaskCompletionSource Source(ConcurrentDictionary<string, TaskCompletionSource> sources, string name) =>
        sources.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>Calls that wait without a thread.</summary>
internal sealed class GateService(Gates gates) : GateDriver
{
    public override bool NonBlocking => true;

    public override async ValueTask<string> HoldAsync(GateHoldRequest request, CallContext call)
    {
        var token = call.CancellationToken;
        // Not disposed of: the wait below ends first, and must not take this away.
        _ = token.Register(() => gates.Cancel(request.Name));
        gates.Arrive(request.Name);
        await gates.Opened(request.Name).WaitAsync(request.Stubborn == true ? CancellationToken.None : token);
        return request.Name;
    }

    public override ValueTask ReleaseAsync(GateReleaseRequest request, CallContext call)
    {
        gates.Open(request.Name);
        return default;
    }
}

/// <summary>Calls that block their thread.</summary>
internal sealed class BlockService(Gates gates) : BlockDriver
{
    public override ValueTask<string> HoldAsync(BlockHoldRequest request, CallContext call)
    {
        var token = call.CancellationToken;
        // Not disposed of: the wait below ends first, and must not take this away.
        _ = token.Register(() => gates.Cancel(request.Name));
        gates.Arrive(request.Name);
        gates.Opened(request.Name).Wait(token);
        return new(request.Name);
    }
}
