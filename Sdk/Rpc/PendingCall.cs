using System.Text.Json;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// A call that waits for its answer. It owns a slot of the connection's table for good and is used for one call after the
/// other; the id on the wire is made of the slot and of a generation that each use raises, so that an answer that comes too
/// late meets nobody.
/// </summary>
/// <remarks>
/// An answer, the caller's cancellation, the deadline and the end of the connection race for the right to complete it. Whoever
/// changes the ticket from pending to claimed has it, and nobody else touches the call after that.
/// </remarks>
internal abstract class PendingCall : DeadlineEntry
{
    /// <summary>The end of a request that may be on its way to the writer: nobody can say yet that it was not sent.</summary>
    private const long EndUnknown = 0;

    private const long Pending = 1;
    private const long Claimed = 2;
    private const int StateBits = 2;

    private RpcConnection _connection = null!;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _cancellationToken;
    private long _ticket;
    private long _end;
    private int _nextFree;
    private Exception? _failure;

    /// <summary>The connection that it is a call of.</summary>
    public RpcConnection Connection => _connection;

    /// <summary>The slot in the table.</summary>
    public int Index { get; private set; }

    /// <summary>The number of its kind.</summary>
    public int Shape { get; private set; }

    /// <summary>The call's id on the wire.</summary>
    public long Id => CallId.Of(Index, Generation);

    /// <summary>What is called; for errors and messages.</summary>
    public MethodDescriptor? Method { get; private set; }

    /// <summary>The slot of the next free call of its kind plus one, 0 for none, while it is free; the stack's own.</summary>
    internal int NextFree
    {
        get => Volatile.Read(ref _nextFree);
        set => Volatile.Write(ref _nextFree, value);
    }

    /// <summary>Whether it waits to be used.</summary>
    internal bool IsFree => (Volatile.Read(ref _ticket) & (Pending | Claimed)) == 0;

    private uint Generation => (uint)(Volatile.Read(ref _ticket) >> StateBits);

    /// <summary>Puts a new object into its slot.</summary>
    internal void Own(RpcConnection connection, int index, int shape)
    {
        _connection = connection;
        Index = index;
        Shape = shape;
    }

    /// <summary>Begins a use, for who took it out of the free ones.</summary>
    internal void Begin(MethodDescriptor? method)
    {
        Method = method;
        _end = EndUnknown;
        Volatile.Write(ref _ticket, (long)(Generation + 1) << StateBits | Pending);
    }

    /// <summary>The right to complete the call, where it is the use of that generation and nobody has completed it.</summary>
    internal bool TryClaim(uint generation)
    {
        var pending = (long)generation << StateBits | Pending;
        return Interlocked.CompareExchange(ref _ticket, pending + (Claimed - Pending), pending) == pending;
    }

    /// <summary>The right to complete the call in its present use.</summary>
    internal bool TryClaim() => TryClaim(Generation);

    /// <summary>Notes where the request ends among the bytes of the connection, once it is appended.</summary>
    internal void Appended(long end) => Volatile.Write(ref _end, end);

    /// <summary>Whether the request may have reached the peer.</summary>
    internal bool MaybeSent(CoalescingWriter writer) => writer.MaybeSent(Volatile.Read(ref _end));

    /// <summary>Lets the token cancel the call. The caller does not have its task yet, so the use cannot end meanwhile.</summary>
    internal void CancelOn(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return;
        _cancellationToken = cancellationToken;
        _cancellation = cancellationToken.UnsafeRegister(static call => ((PendingCall)call!).OnCancelled(), this);
    }

    /// <summary>Reads the result and keeps it, or the failure to read it, for <see cref="Fire"/>. For who claimed the call.</summary>
    internal bool TryRead(ReadOnlySpan<byte> json, int depth)
    {
        _failure = null;
        try
        {
            if (TryGuessResult(json, depth))
                return true;
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth });
            reader.Read();
            ReadResult(ref reader);
            return !reader.Read();
        }
        catch (Exception failure)
        {
            _failure = failure;
            return false;
        }
    }

    /// <summary>Keeps a failure for <see cref="Fire"/>. For who claimed the call.</summary>
    internal void Fail(Exception failure) => _failure = failure;

    /// <summary>What the last <see cref="TryRead"/> met with.</summary>
    internal Exception? Failure => _failure;

    /// <summary>Gives the caller what was kept; the caller goes on within. For who claimed the call.</summary>
    internal void Fire()
    {
        var failure = _failure;
        _failure = null;
        if (failure is null)
            SetResult();
        else
            SetException(failure, elsewhere: false);
    }

    /// <summary>Gives the caller an exception; the caller goes on in the thread pool. For who claimed the call.</summary>
    internal void FireElsewhere(Exception failure) => SetException(failure, elsewhere: true);

    /// <inheritdoc/>
    internal override void Expire(long now)
    {
        // The generation first: if the call ends and begins anew after this line, the claim fails.
        var generation = Generation;
        if (Due <= now && TryClaim(generation))
            _connection.OnDeadline(this);
    }

    /// <summary>Reads the result if it looks as our own server writes it; otherwise <see cref="ReadResult"/> has to.</summary>
    protected abstract bool TryGuessResult(ReadOnlySpan<byte> json, int depth);

    /// <summary>Reads the result on whose first token the reader stands.</summary>
    protected abstract void ReadResult(ref Utf8JsonReader reader);

    /// <summary>Completes with what <see cref="ReadResult"/> has read.</summary>
    protected abstract void SetResult();

    /// <summary>Completes with an exception; <paramref name="elsewhere"/> says that the caller must not go on within.</summary>
    protected abstract void SetException(Exception failure, bool elsewhere);

    /// <summary>Ends the use: the caller has what it waited for.</summary>
    protected void Release()
    {
        // Waits for a cancellation that is being told of this very moment: it must not hit the next use.
        _cancellation.Dispose();
        _cancellation = default;
        _cancellationToken = default;
        Due = None;
        Method = null;
        Volatile.Write(ref _ticket, (long)Generation << StateBits);
        _connection.Return(this);
    }

    private void OnCancelled()
    {
        if (TryClaim())
            _connection.OnCancelled(this, _cancellationToken);
    }
}
