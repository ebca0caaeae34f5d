namespace Virtwire.Sdk;

/// <summary>A page of items of any type.</summary>
internal interface IPage
{
    /// <summary>How many items it has.</summary>
    int Count { get; }
}

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed record Page<T> : IPage
{
    /// <summary>The items, in the server's order.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <inheritdoc/>
    int IPage.Count => Items.Count;

    /// <summary>The cursor of the next page: opaque, valid while objects come and go; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>Where the events go on that the page does not show yet; null where the server keeps no events.</summary>
    public string? Position { get; init; }
}
