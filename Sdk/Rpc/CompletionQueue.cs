namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Gathers the calls that one received batch has answered, and lets their callers go on in the thread pool, all as one item:
/// user code never holds up the reader, and a call does not pay for an item of its own.
/// </summary>
internal sealed class CompletionQueue(CoalescingWriter writer)
{
    private readonly Lock _gate = new();
    private CompletionBatch? _gathering;
    private CompletionBatch? _spare;

    /// <summary>Adds a call whose outcome is kept in it. On the reader's thread.</summary>
    public void Add(PendingCall call) => (_gathering ??= Rent()).Add(call);

    /// <summary>Lets the callers of all that were added go on. On the reader's thread.</summary>
    public void Flush()
    {
        var batch = _gathering;
        _gathering = null;
        batch?.Start();
    }

    /// <summary>Takes back a batch that is through.</summary>
    public void Return(CompletionBatch batch)
    {
        lock (_gate)
        {
            batch.Next = _spare;
            _spare = batch;
        }
    }

    private CompletionBatch Rent()
    {
        lock (_gate)
        {
            var batch = _spare ?? new CompletionBatch(this, writer);
            _spare = batch.Next;
            batch.Next = null;
            return batch;
        }
    }
}
