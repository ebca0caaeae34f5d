using System.Buffers.Text;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Server.Bindings.JsonRpc;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>What the headers of a SEND say of the calls in it.</summary>
internal static class StompMeta
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Reads them.</summary>
    /// <exception cref="StompFaultException">The deadline is no number.</exception>
    internal static JsonRpcMeta Read(StompHead head) =>
        new(DeadlineOf(head), head.Text(StompHeaderName.TraceParent), head.Text(StompHeaderName.IdempotencyKey));

    private static TimeSpan? DeadlineOf(StompHead head)
    {
        if (!head.Has(StompHeaderName.Deadline))
            return null;
        var text = head.Raw(StompHeaderName.Deadline);
        if (!Utf8Parser.TryParse(text, out double milliseconds, out var length) || length != text.Length || !(milliseconds >= 0))
            throw new StompFaultException("The header 'deadline' is not a number of milliseconds.");
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds));
    }
}
