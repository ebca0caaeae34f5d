namespace Virtwire.Sdk.Wire;

/// <summary>
/// A step of a pattern: it takes one code point out of <paramref name="Set"/> and goes to the next step, or (without a set) goes on at
/// either of two steps at once. Distances are relative, so that pieces of a pattern can be put together and repeated.
/// </summary>
internal readonly record struct PatternStep(CodePointSet? Set, int First, int Second)
{
    /// <summary>A step that takes a code point.</summary>
    public static PatternStep Take(CodePointSet set) => new(set, 1, 1);

    /// <summary>A step that goes on at both distances.</summary>
    public static PatternStep Fork(int first, int second) => new(null, first, second);

    /// <summary>A step that goes on at one distance.</summary>
    public static PatternStep Go(int distance) => new(null, distance, distance);

    /// <summary>Whether the step takes this code point.</summary>
    public bool Takes(int codePoint) => Set is not null && Set.Contains(codePoint);
}
