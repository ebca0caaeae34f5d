using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server;

/// <summary>
/// What a driver's method may know of the call that it serves. Valid until the method's task is complete; the default value is
/// a call without a caller, for unit tests of a driver.
/// </summary>
public readonly struct CallContext : IEquatable<CallContext>
{
    private readonly Invocation? _call;
    private readonly int _generation;

    internal CallContext(Invocation call)
    {
        _call = call;
        _generation = call.Generation;
    }

    /// <summary>
    /// Cancelled when the caller cancels the call, its deadline passes or its connection is gone. Made on first use, so that a
    /// method that never asks for it pays nothing.
    /// </summary>
    public CancellationToken CancellationToken => _call is null ? CancellationToken.None : Call.CancellationToken;

    /// <summary>When the caller stops waiting; null when it waits for ever.</summary>
    public DateTimeOffset? Deadline => _call is null ? null : Call.Deadline;

    /// <summary>Who calls.</summary>
    public SessionInfo Session => _call is null ? SessionInfo.None : Call.Caller;

    /// <summary>The W3C trace context that the caller sent; null when it sent none.</summary>
    public string? TraceParent => _call is null ? null : Call.TraceParent;

    /// <summary>The key under which a repeated call is the same call; null when the caller sent none.</summary>
    public string? IdempotencyKey => _call is null ? null : Call.IdempotencyKey;

    /// <summary>The method; null for a call without a caller.</summary>
    public MethodDescriptor? Method => _call is null ? null : Call.Method;

    internal Invocation Call =>
        _call is not null && _call.Generation == _generation
            ? _call
            : throw new ObjectDisposedException(nameof(CallContext), "The call has been answered: its context must not be kept.");

    /// <summary>Whether both belong to the same call.</summary>
    public bool Equals(CallContext other) => ReferenceEquals(_call, other._call) && _generation == other._generation;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CallContext other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_call, _generation);

    /// <summary>Whether both belong to the same call.</summary>
    public static bool operator ==(CallContext left, CallContext right) => left.Equals(right);

    /// <summary>Whether the two belong to different calls.</summary>
    public static bool operator !=(CallContext left, CallContext right) => !left.Equals(right);
}
