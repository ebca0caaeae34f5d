using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>A call whose result is what its schema says.</summary>
/// <typeparam name="TResult">The result.</typeparam>
internal sealed class ResultCall<TResult> : PendingCall<TResult>
    where TResult : IWireType<TResult>
{
    /// <inheritdoc/>
    protected override bool TryGuess(ReadOnlySpan<byte> json, int depth, [MaybeNullWhen(false)] out TResult result) =>
        WireCursor.TryRead<TResult, TResult>(json, WireMode.Lenient, depth, out result);

    /// <inheritdoc/>
    protected override TResult Read(ref Utf8JsonReader reader) => TResult.ReadWire(ref reader, WireMode.Lenient);
}

/// <summary>A call whose result is an object of one field, of which the caller gets the field's value.</summary>
/// <typeparam name="TResult">The object.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
internal sealed class ValueCall<TResult, TValue> : PendingCall<TValue>
    where TResult : IWireSingle<TResult, TValue>
{
    /// <inheritdoc/>
    protected override bool TryGuess(ReadOnlySpan<byte> json, int depth, [MaybeNullWhen(false)] out TValue result)
    {
        var isRead = WireCursor.TryRead<TResult, TResult>(json, WireMode.Lenient, depth, out var whole);
        result = isRead ? TResult.UnwrapWire(whole!) : default;
        return isRead;
    }

    /// <inheritdoc/>
    protected override TValue Read(ref Utf8JsonReader reader) => TResult.UnwrapWire(TResult.ReadWire(ref reader, WireMode.Lenient));
}

/// <summary>A call whose result may be any JSON.</summary>
internal sealed class UntypedCall : PendingCall<JsonElement>
{
    /// <inheritdoc/>
    protected override JsonElement Read(ref Utf8JsonReader reader) => JsonCodec.ReadWire(ref reader, WireMode.Lenient);
}

/// <summary>Numbers the kinds of calls, so that a connection finds its free calls of a kind without hashing a type.</summary>
internal static class CallShapes
{
    private static int _count;

    /// <summary>How many kinds have been numbered.</summary>
    public static int Count => Volatile.Read(ref _count);

    /// <summary>The number of a kind.</summary>
    /// <typeparam name="TCall">The kind.</typeparam>
    public static int IndexOf<TCall>()
        where TCall : PendingCall => Of<TCall>.Index;

    private static class Of<TCall>
    {
        public static readonly int Index = Interlocked.Increment(ref _count) - 1;
    }
}
