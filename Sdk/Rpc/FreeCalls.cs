namespace Virtwire.Sdk.Rpc;

/// <summary>
/// The free calls of one kind: a stack without a lock, as each call takes from it and gives back. The links are slots, and the top has
/// a number beside it that each change raises, so that nobody takes a stack for unchanged that has changed and changed back.
/// </summary>
internal sealed class FreeCalls(PendingCalls calls)
{
    // In the low half the top's slot plus one, 0 when the stack is empty; above it the number of the change.
    private long _top;

    /// <summary>Takes a call; null when there is none.</summary>
    public PendingCall? Pop()
    {
        while (true)
        {
            var top = Volatile.Read(ref _top);
            var link = (int)top;
            if (link == 0)
                return null;
            var call = calls.At(link - 1);
            if (TryReplace(top, call.NextFree))
                return call;
        }
    }

    /// <summary>Gives a call back.</summary>
    public void Push(PendingCall call)
    {
        while (true)
        {
            var top = Volatile.Read(ref _top);
            call.NextFree = (int)top;
            if (TryReplace(top, call.Index + 1))
                return;
        }
    }

    private bool TryReplace(long top, int link)
    {
        var next = ((top >> 32) + 1) << 32 | (uint)link;
        return Interlocked.CompareExchange(ref _top, next, top) == top;
    }
}
