namespace Virtwire.Sdk.Schema.Text.Patterns;

/// <summary>A part of an I-Regexp.</summary>
internal abstract record PatternNode
{
    /// <summary>How many parts it has once repetitions are written out; never more than just beyond the limit.</summary>
    public abstract int Size { get; }

    protected static int Bounded(long size) => (int)Math.Min(size, IRegexp.MaxSize + 1);
}

/// <summary>One code point.</summary>
internal sealed record LiteralNode(int CodePoint) : PatternNode
{
    public override int Size => 1;
}

/// <summary><c>.</c>: any code point but LF and CR.</summary>
internal sealed record AnyNode : PatternNode
{
    public override int Size => 1;
}

/// <summary>A range of code points.</summary>
internal readonly record struct PatternRange(int First, int Last);

/// <summary>A Unicode category such as <c>L</c> or <c>Lu</c>, or all that is not in it.</summary>
internal readonly record struct PatternCategory(string Name, bool IsComplement);

/// <summary>One code point that is, or with <paramref name="IsNegated"/> is not, in any of the ranges and categories.</summary>
internal sealed record ClassNode(bool IsNegated, IReadOnlyList<PatternRange> Ranges, IReadOnlyList<PatternCategory> Categories) : PatternNode
{
    public override int Size => 1;
}

/// <summary>One after the other.</summary>
internal sealed record SequenceNode(IReadOnlyList<PatternNode> Items) : PatternNode
{
    public override int Size { get; } = Bounded(1 + Items.Sum(static i => (long)i.Size));
}

/// <summary>Any one of them.</summary>
internal sealed record ChoiceNode(IReadOnlyList<PatternNode> Branches) : PatternNode
{
    public override int Size { get; } = Bounded(1 + Branches.Sum(static b => (long)b.Size + 1));
}

/// <summary>Again and again; without an upper bound where <paramref name="Max"/> is null.</summary>
internal sealed record RepeatNode(PatternNode Item, int Min, int? Max) : PatternNode
{
    public override int Size { get; } = Bounded(1 + ((Item.Size + 1L) * Math.Max(1, Max ?? Min + 1)));
}
