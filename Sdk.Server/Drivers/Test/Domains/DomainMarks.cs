using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Moments;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>What is kept of a domain beside its definition.</summary>
internal static class DomainMarks
{
    private const string Snapshots = "snapshots", Checkpoints = "checkpoints";

    /// <summary>The marks of a domain.</summary>
    public static ImmutableSortedDictionary<string, string> Of(SimulatedDomain domain)
    {
        var marks = ImmutableSortedDictionary<string, string>.Empty;
        if (domain.Snapshots.Count > 0)
            marks = marks.Add(Snapshots, domain.Snapshots.Kept);
        if (domain.Checkpoints.Count > 0)
            marks = marks.Add(Checkpoints, domain.Checkpoints.Kept);
        return domain.ManagedSave?.AddTo(marks) ?? marks;
    }

    /// <summary>The domain with what its marks say.</summary>
    public static SimulatedDomain Read(SimulatedDomain domain, ImmutableSortedDictionary<string, string> marks) => domain with
    {
        Snapshots = marks.TryGetValue(Snapshots, out var snapshots) ? MomentKeeping.Read(MomentWords.Snapshot, snapshots) : MomentTree.Empty,
        ManagedSave = SavedState.Read(marks),
        Checkpoints = marks.TryGetValue(Checkpoints, out var checkpoints) ? MomentKeeping.Read(MomentWords.Checkpoint, checkpoints) : MomentTree.Empty,
    };
}
