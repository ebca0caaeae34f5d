using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>A value or <c>null</c>, for types that are classes in C#.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TCodec">The codec of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableCodec<T, TCodec> : IWireCodec<T?>
    where T : class
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static T? ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        WireReader.IsNull(ref reader) ? null : TCodec.ReadWire(ref reader, mode);

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out T? value)
    {
        value = null;
        return cursor.TryTake("null"u8) || TCodec.TryReadWire(ref cursor, out value);
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, T? value)
    {
        if (value is null)
            writer.WriteNull();
        else
            TCodec.WriteWire(ref writer, value);
    }
}

/// <summary>A value or <c>null</c>, for types that are value types in C#.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TCodec">The codec of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableValueCodec<T, TCodec> : IWireCodec<T?>
    where T : struct
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static T? ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        WireReader.IsNull(ref reader) ? null : TCodec.ReadWire(ref reader, mode);

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out T? value)
    {
        value = null;
        if (cursor.TryTake("null"u8))
            return true;
        if (!TCodec.TryReadWire(ref cursor, out var present))
            return false;
        value = present;
        return true;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, T? value)
    {
        if (value is { } present)
            TCodec.WriteWire(ref writer, present);
        else
            writer.WriteNull();
    }
}
