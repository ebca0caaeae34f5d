using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Threading.Tasks.Sources;

namespace Virtwire.Sdk.Rpc;

/// <summary>A pending call with the type of its result: the source of the very task that the caller awaits.</summary>
/// <typeparam name="T">What the caller gets.</typeparam>
internal abstract class PendingCall<T> : PendingCall, IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _core;
    private T _result = default!;

    /// <summary>The caller's task. To be awaited once.</summary>
    public ValueTask<T> Task => new(this, _core.Version);

    /// <summary>The caller's task, for a caller who wants no result. To be awaited once.</summary>
    public ValueTask VoidTask => new(this, _core.Version);

    T IValueTaskSource<T>.GetResult(short token)
    {
        // Awaiting a second time, or too early, must fail without giving the slot back.
        if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The call is not completed. Await its task, once.");
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            Release();
        }
    }

    void IValueTaskSource.GetResult(short token) => ((IValueTaskSource<T>)this).GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <summary>Reads the result on whose first token the reader stands.</summary>
    protected abstract T Read(ref Utf8JsonReader reader);

    /// <summary>Reads the result if it looks as our own server writes it; false otherwise, and it has to be read.</summary>
    protected virtual bool TryGuess(ReadOnlySpan<byte> json, int depth, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        return false;
    }

    /// <inheritdoc/>
    protected sealed override bool TryGuessResult(ReadOnlySpan<byte> json, int depth) => TryGuess(json, depth, out _result!);

    /// <inheritdoc/>
    protected sealed override void ReadResult(ref Utf8JsonReader reader) => _result = Read(ref reader);

    /// <inheritdoc/>
    protected sealed override void SetResult()
    {
        var result = _result;
        _result = default!;
        _core.RunContinuationsAsynchronously = false;
        _core.SetResult(result);
    }

    /// <inheritdoc/>
    protected sealed override void SetException(Exception failure, bool elsewhere)
    {
        _result = default!;
        _core.RunContinuationsAsynchronously = elsewhere;
        _core.SetException(failure);
    }
}
