using System.Runtime.CompilerServices;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>A list of objects that comes in pages.</summary>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
/// <typeparam name="THandle">The handles.</typeparam>
internal sealed class HandlePages<TRef, THandle>(Pageable<TRef> references, HostConnection connection, CallOptions options)
    : Pageable<THandle>
    where TRef : IWireStruct<TRef>
    where THandle : IHandle<THandle, TRef>
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<Page<THandle>> AsPagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var page in references.AsPagesAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new Page<THandle>
            {
                Items = [.. page.Items.Select(reference => THandle.Bind(connection, reference, options))],
                Next = page.Next,
                Position = page.Position,
            };
        }
    }
}
