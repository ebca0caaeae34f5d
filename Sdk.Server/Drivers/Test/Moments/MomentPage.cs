using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>Which snapshots or checkpoints a list shows, and its pages.</summary>
internal static class MomentPage
{
    /// <summary>A page of moments, which come in the order of their names.</summary>
    public static ObjectPage<DomainMoment> Of(IEnumerable<DomainMoment> moments, string? after, int limit, string position)
    {
        var last = after is null ? null : ListCursor.KeyOf(after);
        List<DomainMoment> found = [.. moments.SkipWhile(m => last is not null && string.CompareOrdinal(m.Name, last) <= 0).Take(limit + 1)];
        return ObjectPage<DomainMoment>.Of(found, limit, static m => m.Name, position);
    }

    /// <summary>Those below a moment: its children, or all that descend from it.</summary>
    public static IEnumerable<DomainMoment> Below(this MomentTree tree, DomainMoment moment, bool descendants) =>
        descendants ? tree.DescendantsOf(moment.Name) : tree.ChildrenOf(moment.Name);

    /// <summary>Whether a moment is where a tree begins, or ends, as it is asked for.</summary>
    public static bool Matches(this DomainMoment moment, MomentTree tree, bool? roots, bool? leaves) =>
        (roots is not { } root || root == moment.Parent is null)
        && (leaves is not { } leaf || leaf != tree.ChildrenOf(moment.Name).Any());
}
