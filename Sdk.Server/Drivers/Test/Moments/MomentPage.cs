using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>Which snapshots or checkpoints a list shows, and its pages.</summary>
internal static class MomentPage
{
    /// <summary>A page of the moments of a domain.</summary>
    /// <param name="store">The domains.</param>
    /// <param name="reference">Which domain.</param>
    /// <param name="select">The moments of the domain that the list shows, in the order of their names.</param>
    /// <param name="after">The cursor of the page before; null for the first page.</param>
    /// <param name="limit">The most that the page holds.</param>
    /// <param name="handle">The handle of a domain's moment of a name.</param>
    public static Page<THandle> ListMoments<THandle>(
        this DomainStore store,
        DomainRef reference,
        Func<SimulatedDomain, IEnumerable<DomainMoment>> select,
        string? after,
        int limit,
        Func<SimulatedDomain, string, THandle> handle)
    {
        var (domain, position) = store.Observe(reference);
        var last = after is null ? null : ListCursor.KeyOf(after);
        List<DomainMoment> found = [.. select(domain).SkipWhile(m => last is not null && string.CompareOrdinal(m.Name, last) <= 0).Take(limit + 1)];
        return ObjectPage<DomainMoment>.Of(found, limit, static m => m.Name, position).Select(m => handle(domain, m.Name));
    }

    /// <summary>Those below a moment: its children, or all that descend from it.</summary>
    public static IEnumerable<DomainMoment> Below(this MomentTree tree, DomainMoment moment, bool descendants) =>
        descendants ? tree.DescendantsOf(moment.Name) : tree.ChildrenOf(moment.Name);

    /// <summary>Whether a moment is where a tree begins, or ends, as it is asked for.</summary>
    public static bool Matches(this DomainMoment moment, MomentTree tree, bool? roots, bool? leaves) =>
        (roots is not { } root || root == moment.Parent is null)
        && (leaves is not { } leaf || leaf != tree.ChildrenOf(moment.Name).Any());
}
