using Virtwire.Sdk.Server.Drivers.Test.Faults;

namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>What all resources of one simulated host share.</summary>
/// <param name="events">Where it is told what happens.</param>
/// <param name="keeper">What outlives the server.</param>
/// <param name="seed">What the simulator's chances and uuids come from: the same seed and the same calls give the same host.</param>
internal sealed class Simulation(IEventSink events, IObjectKeeper? keeper = null, long seed = 1)
{
    private long _now;

    /// <summary>
    /// Orders the changes of all objects, so that what concerns several at once is never seen half done. Held for moments only: nobody
    /// waits under it, and nobody reads or writes a file.
    /// </summary>
    public Lock Gate { get; } = new();

    /// <summary>Where it is told what happens, under <see cref="Gate"/>, so that events come in the order of the changes.</summary>
    public IEventSink Events => events;

    /// <summary>What outlives the server.</summary>
    public IObjectKeeper Keeper { get; } = keeper ?? new ForgetfulKeeper();

    /// <summary>The clock that waiting is done by: the time of tasks, leases and injected delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What shall go wrong.</summary>
    public IFaultPlan Faults { get; init; } = FaultPoints.None;

    /// <summary>How many guests a fresh host holds beside libvirt's own.</summary>
    public int MoreDomains { get; init; }

    /// <summary>How long long work takes.</summary>
    public JobPace Pace { get; init; } = new();

    /// <summary>What chances come from.</summary>
    public long Seed => seed;

    /// <summary>The uuids of documents that bring none.</summary>
    public UuidSequence Uuids { get; } = new(seed);

    /// <summary>The simulator's time: it goes on by one with each change, so that the same calls give the same figures.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>Lets the simulator's time go on. Under <see cref="Gate"/>.</summary>
    public void Tick() => Volatile.Write(ref _now, _now + 1);
}
