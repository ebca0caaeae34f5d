using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Fills in what an element's life inherits, and orders what is a set.</summary>
internal static class LifecycleLinker
{
    public static Lifecycle Link(Lifecycle life, SchemaVersion inherited)
    {
        if (life.Since is not null && life.Was.Count < 2 && life.Features.Count < 2)
            return life;
        return life with
        {
            Since = life.Since ?? inherited,
            Was = life.Was.Count < 2
                ? life.Was
                : life.Was.OrderBy(static r => r.Until).ThenBy(static r => r.Name, StringComparer.Ordinal).ToEquatableArray(),
            Features = Ordinal(life.Features),
        };
    }

    /// <summary>The names in ordinal order.</summary>
    public static EquatableArray<string> Ordinal(EquatableArray<string> names)
    {
        if (names.Count < 2)
            return names;
        var sorted = names.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return new EquatableArray<string>(sorted);
    }
}
