namespace Virtwire.Sdk;

/// <summary>A list that comes in pages: enumerate the items, or the pages themselves. Each enumeration begins anew.</summary>
/// <typeparam name="T">The items.</typeparam>
public abstract class Pageable<T> : IAsyncEnumerable<T>
{
    /// <summary>Enumerates the items; the next page is asked for when the one before is through.</summary>
    public virtual async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items)
                yield return item;
        }
    }

    /// <summary>Enumerates the pages.</summary>
    /// <param name="cancellationToken">Cancels the call under way, beside the token that the list was asked for with.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPagesAsync(CancellationToken cancellationToken = default);
}
