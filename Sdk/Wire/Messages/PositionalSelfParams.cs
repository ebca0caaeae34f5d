using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>As <see cref="SelfParams{TRef}"/>, for a method that lets the receiver be given by position as well: <c>[{…}]</c>.</summary>
/// <typeparam name="TRef">The type of the receiver's handle.</typeparam>
/// <param name="Self">The receiver.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PositionalSelfParams<TRef>(TRef Self) : IWireStruct<PositionalSelfParams<TRef>>
    where TRef : IWireStruct<TRef>
{
    /// <inheritdoc/>
    public static PositionalSelfParams<TRef> ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadWireMembers(ref reader, mode, default);
        if (!WireReader.NextItem(ref reader))
            WireReader.Missing(ref reader, "self");
        var self = TRef.ReadWire(ref reader, mode);
        if (WireReader.NextItem(ref reader))
            WireReader.TooManyItems(ref reader, 1);
        return new PositionalSelfParams<TRef>(self);
    }

    /// <inheritdoc/>
    public static PositionalSelfParams<TRef> ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag) =>
        new(SelfParams<TRef>.ReadWireMembers(ref reader, mode, tag).Self);

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out PositionalSelfParams<TRef> value)
    {
        var isRead = SelfParams<TRef>.TryReadWire(ref cursor, out var named);
        value = new(named.Self);
        return isRead;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, PositionalSelfParams<TRef> value) =>
        SelfParams<TRef>.WriteWire(ref writer, new SelfParams<TRef>(value.Self));

    /// <inheritdoc/>
    public static void WriteWireMembers(ref WireWriter writer, PositionalSelfParams<TRef> value) =>
        SelfParams<TRef>.WriteWireMembers(ref writer, new SelfParams<TRef>(value.Self));
}
