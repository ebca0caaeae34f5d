using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>The snapshots, or the checkpoints, of a domain: a forest, in which one is the current one. Immutable.</summary>
internal sealed class MomentTree
{
    private string? _kept;

    private MomentTree(string? current, ImmutableSortedDictionary<string, DomainMoment> moments)
    {
        Current = current;
        Moments = moments;
    }

    /// <summary>A tree without moments.</summary>
    public static MomentTree Empty { get; } = new(null, ImmutableSortedDictionary.Create<string, DomainMoment>(StringComparer.Ordinal));

    /// <summary>The name of the one that was made, or gone back to, last; null where there is none.</summary>
    public string? Current { get; }

    /// <summary>All, by name.</summary>
    public ImmutableSortedDictionary<string, DomainMoment> Moments { get; }

    /// <summary>The text in which it is kept. Made once: most changes of a domain leave its moments alone.</summary>
    public string Kept => _kept ??= MomentKeeping.Write(this);

    /// <summary>How many there are.</summary>
    public int Count => Moments.Count;

    /// <summary>Finds a moment.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out DomainMoment? moment) => Moments.TryGetValue(name, out moment);

    /// <summary>Those that descend from one at once, in the order of their names.</summary>
    public IEnumerable<DomainMoment> ChildrenOf(string name) => Moments.Values.Where(m => m.Parent == name);

    /// <summary>Those that descend from one, however far, in the order of their names.</summary>
    public IEnumerable<DomainMoment> DescendantsOf(string name)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            foreach (var child in ChildrenOf(next))
            {
                found.Add(child.Name);
                open.Push(child.Name);
            }
        }

        return found.Select(n => Moments[n]);
    }

    /// <summary>The tree with another moment, which descends from the current one and is the current one itself.</summary>
    public MomentTree With(DomainMoment moment) => new(moment.Name, Moments.Add(moment.Name, moment with { Parent = Current }));

    /// <summary>The tree of moments that know from which they descend.</summary>
    public static MomentTree Of(string? current, IEnumerable<DomainMoment> moments) =>
        new(current, Empty.Moments.AddRange(moments.Select(m => KeyValuePair.Create(m.Name, m))));

    /// <summary>The tree with another one as the current one.</summary>
    public MomentTree At(DomainMoment moment) => new(moment.Name, Moments);

    /// <summary>The tree without some of its moments.</summary>
    /// <param name="moment">The one that was asked for.</param>
    /// <param name="which">Which of it and those that descend from it.</param>
    /// <param name="removed">Those that are gone, each before the one from which it descends.</param>
    public MomentTree Without(DomainMoment moment, MomentDeletion which, out IReadOnlyList<DomainMoment> removed)
    {
        var descendants = which == MomentDeletion.Single ? [] : DescendantsOf(moment.Name).ToList();
        var goes = which == MomentDeletion.Descendants;
        removed = goes ? LeavesFirst(descendants) : LeavesFirst([.. descendants, moment]);
        var names = removed.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var left = Moments.RemoveRange(names);
        foreach (var orphan in left.Values.Where(m => m.Parent is { } parent && names.Contains(parent)).ToList())
            left = left.SetItem(orphan.Name, orphan with { Parent = moment.Parent });
        var current = Current is { } name && names.Contains(name) ? goes ? moment.Name : moment.Parent : Current;
        return new MomentTree(current, left);
    }

    private List<DomainMoment> LeavesFirst(List<DomainMoment> moments) => [.. moments.OrderByDescending(DepthOf).ThenBy(m => m.Name, StringComparer.Ordinal)];

    private int DepthOf(DomainMoment moment)
    {
        var depth = 0;
        for (var at = moment; at.Parent is { } parent; at = Moments[parent])
            depth++;
        return depth;
    }
}
