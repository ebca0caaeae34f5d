using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>
/// The calls of one session that are under way: a list through the calls themselves, so that keeping it costs no allocation. A call
/// that is done on the reader at once is never entered; that the reader reads a message is known all the same.
/// </summary>
internal sealed class CallSet
{
    private readonly Lock _gate = new();
    private SessionCall? _first;
    private TaskCompletionSource? _empty;
    private int _count;
    private int _placesTaken;
    private bool _closed;
    private volatile bool _reading;
    private volatile bool _awaited;

    /// <summary>How many there are.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>
    /// How many of them take up a place of those that a session may have at once. A call gives its place back before the caller can see
    /// its answer, and so before it is removed: who waits for an answer and then calls again finds the place free.
    /// </summary>
    internal int PlacesTaken => Volatile.Read(ref _placesTaken);

    /// <summary>The reader begins to read a message, and may answer it before it is done. Called by the reader only.</summary>
    internal void BeginReading() => _reading = true;

    /// <summary>The reader is done with the message: each of its calls has been answered, or added.</summary>
    internal void EndReading()
    {
        _reading = false;
        if (!_awaited)
            return;
        lock (_gate)
            TellIfEmpty();
    }

    /// <summary>Adds a call, which takes a place; false, and it must stop, when the session is over.</summary>
    internal bool Add(SessionCall call)
    {
        lock (_gate)
        {
            call.NextCall = _first;
            call.PreviousCall = null;
            if (_first is not null)
                _first.PreviousCall = call;
            _first = call;
            _count++;
            Interlocked.Increment(ref _placesTaken);
            return !_closed;
        }
    }

    /// <summary>Gives back the place of a call that was added. Once a call.</summary>
    internal void LeavePlace() => Interlocked.Decrement(ref _placesTaken);

    /// <summary>Removes a call that was added.</summary>
    internal void Remove(SessionCall call)
    {
        lock (_gate)
        {
            if (call.PreviousCall is null)
                _first = call.NextCall;
            else
                call.PreviousCall.NextCall = call.NextCall;
            if (call.NextCall is not null)
                call.NextCall.PreviousCall = call.PreviousCall;
            call.NextCall = call.PreviousCall = null;
            _count--;
            TellIfEmpty();
        }
    }

    /// <summary>Cancels all calls of an id.</summary>
    internal void Cancel(ReadOnlySpan<byte> id)
    {
        List<(SessionCall Call, int Generation)>? found = null;
        lock (_gate)
        {
            for (var call = _first; call is not null; call = call.NextCall)
            {
                if (call.HasId(id))
                    (found ??= []).Add((call, call.Generation));
            }
        }

        Stop(found, StopReason.Cancelled);
    }

    /// <summary>Stops all calls, and those that are still added, because nobody waits for their answers any more.</summary>
    internal void Close()
    {
        var found = new List<(SessionCall Call, int Generation)>();
        lock (_gate)
        {
            _closed = true;
            for (var call = _first; call is not null; call = call.NextCall)
                found.Add((call, call.Generation));
        }

        Stop(found, StopReason.ConnectionClosed);
    }

    /// <summary>Completes when there is no call under way, and no message is being read.</summary>
    internal Task WhenEmpty()
    {
        // The reader writes that it reads and then looks whether anybody waits, without a fence of its own, which every message would
        // pay for: this one is on all processors, so that either it is seen to read, or it sees who waits.
        _awaited = true;
        Interlocked.MemoryBarrierProcessWide();
        lock (_gate)
        {
            if (_count == 0 && !_reading)
                return Task.CompletedTask;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }

    private void TellIfEmpty()
    {
        if (_count > 0 || _reading)
            return;
        _empty?.TrySetResult();
        _empty = null;
    }

    private static void Stop(List<(SessionCall Call, int Generation)>? calls, StopReason reason)
    {
        foreach (var (call, generation) in calls ?? [])
            call.RequestStop(generation, reason);
    }
}
