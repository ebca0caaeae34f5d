using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>What there is of an activation beside its definition: it begins with a start and is gone at the end. Immutable.</summary>
internal sealed record SimulatedGuest
{
    /// <summary>A guest that does not run.</summary>
    public static SimulatedGuest None { get; } = new();

    /// <summary>How long its processors have not stood still, as the time of one of them.</summary>
    public CpuClock Uptime { get; init; }

    /// <summary>When devices were plugged in that were not there at the start, in nanoseconds of <see cref="Uptime"/>, by their kind and name.</summary>
    public ImmutableDictionary<string, ulong> Plugged { get; init; } = ImmutableDictionary<string, ulong>.Empty;

    /// <summary>Whether the agent inside has said that it is there.</summary>
    public bool AgentConnected { get; init; }

    /// <summary>The mount points of the file systems that the agent holds, in order.</summary>
    public ImmutableSortedSet<string> Frozen { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The keys that were pressed last, together; none in a guest whose keyboard nobody has touched.</summary>
    public ImmutableArray<int> Keys { get; init; } = [];

    /// <summary>The guest while its processors run; the change that lets them run takes no time itself.</summary>
    public SimulatedGuest Run(long now) => this with { Uptime = Uptime.Run(now + 1) };

    /// <summary>The guest while its processors stand still.</summary>
    public SimulatedGuest Halt(long now) => this with { Uptime = Uptime.Halt(now, vcpus: 1) };

    /// <summary>How long a device has been at work, in nanoseconds.</summary>
    public ulong AgeOf(string device, long now) => Uptime.At(now, vcpus: 1) - Plugged.GetValueOrDefault(device);

    /// <summary>The guest with a device that begins to work now.</summary>
    public SimulatedGuest Plug(string device, long now) => this with { Plugged = Plugged.SetItem(device, Uptime.At(now + 1, vcpus: 1)) };

    /// <summary>The guest without a device.</summary>
    public SimulatedGuest Unplug(string device) => this with { Plugged = Plugged.Remove(device) };
}
