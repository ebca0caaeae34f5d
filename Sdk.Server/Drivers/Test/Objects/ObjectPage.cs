namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>A page of objects.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Position">The position in the stream of events at which the page was read.</param>
internal sealed record ObjectPage<T>(IReadOnlyList<T> Objects, string? Next, string Position)
{
    /// <summary>The page as the API has it.</summary>
    public Page<TItem> Select<TItem>(Func<T, TItem> select) => new() { Items = [.. Objects.Select(select)], Next = Next, Position = Position };

    /// <summary>A page of the objects that were found.</summary>
    /// <param name="found">Up to one more than the page may have, so that it is known whether there are more; the list is taken over.</param>
    /// <param name="limit">The most that a page holds.</param>
    /// <param name="keyOf">The key of an object, which orders the list.</param>
    /// <param name="position">The position in the stream of events.</param>
    public static ObjectPage<T> Of(List<T> found, int limit, Func<T, string> keyOf, string position)
    {
        if (found.Count <= limit)
            return new ObjectPage<T>(found, null, position);
        found.RemoveAt(limit);
        return new ObjectPage<T>(found, ListCursor.Of(keyOf(found[^1])), position);
    }

    /// <summary>How many items a page may have: what was asked for, or what the method allows.</summary>
    public static int LimitOf(int? asked, MethodDescriptor method) => Math.Min(asked ?? int.MaxValue, method.MaxPage!.Value);
}
