namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>A page of objects.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Position">The position in the stream of events at which the page was read.</param>
internal sealed record ObjectPage<T>(IReadOnlyList<T> Objects, string? Next, string Position)
{
    /// <summary>The page as the API has it.</summary>
    public Page<TItem> Select<TItem>(Func<T, TItem> select) => new() { Items = [.. Objects.Select(select)], Next = Next, Position = Position };

    /// <summary>How many items a page may have: what was asked for, or what the method allows.</summary>
    public static int LimitOf(int? asked, MethodDescriptor method) => Math.Min(asked ?? int.MaxValue, method.MaxPage!.Value);
}
