using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>Finds equal items of a list.</summary>
internal static class UniqueItems
{
    /// <summary>The index of the first item that is equal to an earlier one; null when there is none.</summary>
    public static int? FindRepeated<T, TCodec>(IReadOnlyList<T> items)
        where TCodec : IWireCodec<T>
    {
        if (items.Count < 2)
            return null;
        if (typeof(T) == typeof(string) || typeof(T) == typeof(Guid) || (typeof(T).IsPrimitive && typeof(T) != typeof(double)))
            return Find(items, EqualityComparer<T>.Default);

        // Records compare their lists by reference, and JSON elements do not compare at all: as JSON they do.
        return Find([.. items.Select(WireValue.ToElement<T, TCodec>)], JsonEquality.Instance);
    }

    private static int? Find<TKey>(IReadOnlyList<TKey> keys, IEqualityComparer<TKey> comparer)
    {
        var met = new HashSet<TKey>(keys.Count, comparer);
        for (var i = 0; i < keys.Count; i++)
        {
            if (!met.Add(keys[i]))
                return i;
        }

        return null;
    }
}
