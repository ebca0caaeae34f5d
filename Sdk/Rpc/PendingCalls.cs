using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

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
    private FreeCalls?[] _free = [];
    private int _slotsUsed;
    private volatile bool _closed;

    /// <summary>How many calls are under way, those included whose callers have not fetched the outcome yet. Counted when it is asked.</summary>
    public int InUse => Volatile.Read(ref _slots).Count(static call => call is { IsFree: false });

    /// <summary>How many slots were ever taken.</summary>
    public int Slots => Volatile.Read(ref _slotsUsed);

    /// <summary>Begins a call; false when the connection has ended, or too many calls are under way.</summary>
    public bool TryRent<TCall>(MethodDescriptor? method, [NotNullWhen(true)] out TCall? call)
        where TCall : PendingCall, new()
    {
        call = null;
        if (_closed)
            return false;

        var shape = CallShapes.IndexOf<TCall>();
        var free = Volatile.Read(ref _free);
        var rented = shape < free.Length ? free[shape]?.Pop() : null;
        rented ??= TryAdd<TCall>(shape);
        if (rented is null)
            return false;

        // A kind has a list of its own, so the kind is known.
        call = Unsafe.As<TCall>(rented);
        call.Begin(method);
        return true;
    }

    /// <summary>Takes back a call whose caller has its outcome.</summary>
    public void Return(PendingCall call) => Volatile.Read(ref _free)[call.Shape]!.Push(call);

    /// <summary>The call of an id, with the right to complete it; false for an id that was never given out, or is over.</summary>
    public bool TryClaim(long id, [NotNullWhen(true)] out PendingCall? call)
    {
        var slots = Volatile.Read(ref _slots);
        var slot = CallId.Slot(id);
        call = slot < slots.Length ? slots[slot] : null;
        return call is not null && call.TryClaim(CallId.Generation(id));
    }

    /// <summary>The call of a slot that was taken.</summary>
    internal PendingCall At(int slot) => Volatile.Read(ref _slots)[slot]!;

    /// <summary>
    /// Lets no call begin any more; returns all that are still to be completed, claimed. The writer must be closed by then: a call that
    /// begins at this very moment is not found here, and is refused there.
    /// </summary>
    public List<PendingCall> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _slots.OfType<PendingCall>().Where(static call => call.TryClaim())];
        }
    }

    private TCall? TryAdd<TCall>(int shape)
        where TCall : PendingCall, new()
    {
        lock (_gate)
        {
            if (_slotsUsed == CallId.MaxSlots)
                return null;
            if (shape >= _free.Length || _free[shape] is null)
                AddKind(shape);
            var call = new TCall();
            Add(call, shape);
            return call;
        }
    }

    private void AddKind(int shape)
    {
        // Others look without the lock: they see the old array or the new one, and both hold the lists there were.
        var larger = new FreeCalls?[Math.Max(_free.Length, CallShapes.Count)];
        _free.CopyTo(larger, 0);
        larger[shape] = new FreeCalls(this);
        Volatile.Write(ref _free, larger);
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
