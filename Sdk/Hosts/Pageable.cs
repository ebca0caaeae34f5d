namespace Virtwire.Sdk;

/// <summary>A list that comes in pages: enumerate the items, or the pages themselves. Each enumeration begins anew.</summary>
/// <typeparam name="T">The items.</typeparam>
public abstract class Pageable<T> : IAsyncEnumerable<T>
{
    /// <summary>
    /// Enumerates the items. The next page is asked for when half of the one before is through, so that a long list flows and a short look
    /// at it costs one call; never are there more than two pages. Whoever stops early cancels that call.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call under way, beside the token that the list was asked for with.</param>
    public virtual async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pages = AsPagesAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        var next = pages.MoveNextAsync().AsTask();
        try
        {
            while (await IsTrueAsync(next, cancellationToken).ConfigureAwait(false))
            {
                var items = pages.Current.Items;
                for (var i = 0; i < items.Count; i++)
                {
                    if (i == items.Count / 2)
                        next = pages.MoveNextAsync().AsTask();
                    yield return items[i];
                }

                if (items.Count == 0)
                    next = pages.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // The pages cannot be let go of while one of them is under way.
            if (!next.IsCompleted)
                await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await pages.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Enumerates the pages. The next one is asked for when it is wanted.</summary>
    /// <param name="cancellationToken">Cancels the call under way, beside the token that the list was asked for with.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPagesAsync(CancellationToken cancellationToken = default);

    // Who cancels finds his own token in the exception.
    private static async ValueTask<bool> IsTrueAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested && cancelled.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken);
        }
    }
}
