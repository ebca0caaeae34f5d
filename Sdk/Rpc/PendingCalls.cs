using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// The calls of one connection, by slot. A call object keeps its slot for good; free ones wait in a list for each kind. So a
/// call in a steady flow allocates nothing, and finding the call of an answer is an index into an array.
/// </summary>
/// <param name="connection">The connection that the calls belong to.</param>
internal sealed class PendingCalls(RpcConnection connection)
{
    private readonly Lock _gate = new();
    private PendingCall?[] _slots = new PendingCall?[64];
    private PendingCall?[] _free = [];
    private int _slotsUsed;
    private int _inUse;
    private bool _closed;

    /// <summary>How many calls are under way, those included whose callers have not fetched the outcome yet.</summary>
    public int InUse => Volatile.Read(ref _inUse);

    /// <summary>How many slots were ever taken.</summary>
    public int Slots => Volatile.Read(ref _slotsUsed);

    /// <summary>Begins a call; false when the connection has ended, or too many calls are under way.</summary>
    public bool TryRent<TCall>(MethodDescriptor? method, [NotNullWhen(true)] out TCall? call)
        where TCall : PendingCall, new()
    {
        var shape = CallShapes.IndexOf<TCall>();
        lock (_gate)
        {
            call = null;
            if (_closed)
                return false;

            if (shape >= _free.Length)
                Array.Resize(ref _free, CallShapes.Count);
            if (_free[shape] is TCall free)
            {
                _free[shape] = free.NextFree;
                free.NextFree = null;
                call = free;
            }
            else if (_slotsUsed < CallId.MaxSlots)
            {
                call = new TCall();
                Add(call, shape);
            }
            else
            {
                return false;
            }

            call.Begin(method);
            _inUse++;
            return true;
        }
    }

    /// <summary>Takes back a call whose caller has its outcome.</summary>
    public void Return(PendingCall call)
    {
        lock (_gate)
        {
            call.NextFree = _free[call.Shape];
            _free[call.Shape] = call;
            _inUse--;
        }
    }

    /// <summary>The call of an id, with the right to complete it; false for an id that was never given out, or is over.</summary>
    public bool TryClaim(long id, [NotNullWhen(true)] out PendingCall? call)
    {
        var slots = Volatile.Read(ref _slots);
        var slot = CallId.Slot(id);
        call = slot < slots.Length ? slots[slot] : null;
        return call is not null && call.TryClaim(CallId.Generation(id));
    }

    /// <summary>Lets no call begin any more; returns all that are still to be completed, claimed.</summary>
    public List<PendingCall> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _slots.OfType<PendingCall>().Where(static call => call.TryClaim())];
        }
    }

    private void Add(PendingCall call, int shape)
    {
        if (_slotsUsed == _slots.Length)
        {
            // The reader looks without the lock: it sees the old array or the new one, and both hold its call.
            var larger = new PendingCall?[2 * _slots.Length];
            _slots.CopyTo(larger, 0);
            Volatile.Write(ref _slots, larger);
        }

        call.Own(connection, _slotsUsed, shape);
        _slots[_slotsUsed] = call;
        Volatile.Write(ref _slotsUsed, _slotsUsed + 1);
    }
}
