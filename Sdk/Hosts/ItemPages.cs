using System.Runtime.CompilerServices;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>A list of values that comes in pages.</summary>
/// <typeparam name="TRequest">The parameters.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
internal sealed class ItemPages<TRequest, TItem>(
    ResourceClient client, MethodDescriptor method, TRequest request, CancellationToken listToken) : Pageable<TItem>
    where TRequest : IPageRequest<TRequest>
    where TItem : IWireType<TItem>
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<Page<TItem>> AsPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var both = listToken.CanBeCanceled && cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(listToken, cancellationToken)
            : null;
        var token = both?.Token ?? (listToken.CanBeCanceled ? listToken : cancellationToken);

        var next = request;
        string? cursor = null;
        while (true)
        {
            var page = await client.FetchPageAsync<TRequest, TItem>(method, next, token).ConfigureAwait(false);
            yield return page;
            if (page.Next is null)
                yield break;
            if (page.Next == cursor)
                throw new MalformedAnswerException($"{method.Name} answered the cursor that it was given: the list would have no end.");
            cursor = page.Next;
            next = TRequest.WithPage(request, null, cursor);
        }
    }
}
