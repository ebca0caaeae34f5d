using System.Collections.Immutable;
using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Moments;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>What is kept of a domain beside its definition.</summary>
internal static class DomainMarks
{
    private const string Snapshots = "snapshots", Checkpoints = "checkpoints", Nvram = "nvram", Reason = "reason";

    // Before a source and a user.
    private const string Capacity = "capacity ", Password = "password ";

    /// <summary>The marks of a domain.</summary>
    public static ImmutableSortedDictionary<string, string> Of(SimulatedDomain domain)
    {
        var marks = ImmutableSortedDictionary<string, string>.Empty;
        if (domain.Snapshots.Count > 0)
            marks = marks.Add(Snapshots, domain.Snapshots.Kept);
        if (domain.Checkpoints.Count > 0)
            marks = marks.Add(Checkpoints, domain.Checkpoints.Kept);
        if (domain.NvramWrites > 0)
            marks = marks.Add(Nvram, domain.NvramWrites.ToString(CultureInfo.InvariantCulture));
        foreach (var (source, capacity) in domain.Capacities)
            marks = marks.Add(Capacity + source, capacity.ToString(CultureInfo.InvariantCulture));
        foreach (var (user, hash) in domain.Passwords)
            marks = marks.Add(Password + user, hash);
        if (!domain.IsActive && (domain.Reason == DomainStateReason.Daemon || domain.Reason == DomainStateReason.Crashed))
            marks = marks.Add(Reason, domain.Reason.ToString());
        return domain.ManagedSave?.AddTo(marks) ?? marks;
    }

    /// <summary>The domain with what its marks say.</summary>
    public static SimulatedDomain Read(SimulatedDomain domain, ImmutableSortedDictionary<string, string> marks) => domain with
    {
        Snapshots = marks.TryGetValue(Snapshots, out var snapshots) ? MomentKeeping.Read(MomentWords.Snapshot, snapshots) : MomentTree.Empty,
        ManagedSave = SavedState.Read(marks),
        Checkpoints = marks.TryGetValue(Checkpoints, out var checkpoints) ? MomentKeeping.Read(MomentWords.Checkpoint, checkpoints) : MomentTree.Empty,
        NvramWrites = marks.TryGetValue(Nvram, out var writes) ? int.Parse(writes, CultureInfo.InvariantCulture) : 0,
        Capacities = After(marks, Capacity).ToImmutableDictionary(m => m.Key, m => long.Parse(m.Value, CultureInfo.InvariantCulture)),
        Passwords = After(marks, Password).ToImmutableDictionary(m => m.Key, m => m.Value),
        Reason = marks.TryGetValue(Reason, out var reason) ? DomainStateReason.Of(reason) : domain.Reason,
    };

    private static IEnumerable<KeyValuePair<string, string>> After(ImmutableSortedDictionary<string, string> marks, string prefix) =>
        marks.Where(m => m.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(m => KeyValuePair.Create(m.Key[prefix.Length..], m.Value));
}
