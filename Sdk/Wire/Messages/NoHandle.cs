using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>The receiver of an event whose resource has no objects: it has no members, and no object stands for it on the wire.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct NoHandle : IWireStruct<NoHandle>
{
    /// <inheritdoc/>
    public static NoHandle ReadWire(ref Utf8JsonReader reader, WireMode mode) => ReadWireMembers(ref reader, mode, default);

    /// <inheritdoc/>
    public static NoHandle ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
    {
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
            WireReader.Unknown(ref reader, mode, name, tag, ref seen, 0);
        return default;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out NoHandle value)
    {
        value = default;
        cursor.BeginObject();
        return cursor.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, NoHandle value)
    {
        writer.BeginObject();
        writer.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWireMembers(ref WireWriter writer, NoHandle value)
    {
    }
}
