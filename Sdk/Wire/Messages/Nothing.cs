using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>The result of a method that has nothing to say: <c>{}</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Nothing : IWireStruct<Nothing>
{
    /// <inheritdoc/>
    public static Nothing ReadWire(ref Utf8JsonReader reader, WireMode mode) => ReadWireMembers(ref reader, mode, default);

    /// <inheritdoc/>
    public static Nothing ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
    {
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
            WireReader.Unknown(ref reader, mode, name, tag, ref seen, 0);
        return default;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out Nothing value)
    {
        value = default;
        cursor.BeginObject();
        return cursor.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, Nothing value)
    {
        writer.BeginObject();
        writer.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWireMembers(ref WireWriter writer, Nothing value)
    {
    }
}
