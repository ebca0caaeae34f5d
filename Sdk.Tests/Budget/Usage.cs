using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>What the calls of one measured stretch have used, all on one thread. Nothing here depends on how fast the machine is.</summary>
/// <param name="Receives">How often the transport was asked for bytes.</param>
/// <param name="Sends">How often it was given some: flushes.</param>
/// <param name="Sent">The bytes that it was given.</param>
/// <param name="Copied">The bytes that went from one buffer to another.</param>
/// <param name="Allocated">The bytes that were allocated.</param>
internal readonly record struct Usage(long Receives, long Sends, long Sent, long Copied, long Allocated)
{
    /// <summary>What the thread that asks has used so far, beside what its transport knows.</summary>
    public static Usage OfThread(long receives, long sends, long sent) =>
        new(receives, sends, sent, Copies.OfThread, GC.GetAllocatedBytesForCurrentThread());

    public static Usage operator -(Usage after, Usage before) => new(
        after.Receives - before.Receives,
        after.Sends - before.Sends,
        after.Sent - before.Sent,
        after.Copied - before.Copied,
        after.Allocated - before.Allocated);
}
