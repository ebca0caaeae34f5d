using System.Buffers.Text;
using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>uuid</c>: the hyphenated form, in either case; written in lower case.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UuidCodec : IWireCodec<Guid>
{
    /// <inheritdoc/>
    public static Guid ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.String)
            WireReader.Mistyped(ref reader, "a uuid");
        if (reader.ValueIsEscaped)
            WireText.Validate(ref reader);
        if (!reader.TryGetGuid(out var value))
            WireException.Throw(ref reader, WireFault.Format, "must be a uuid in its hyphenated form");
        return value;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out Guid value)
    {
        value = default;
        var text = cursor.Rest;
        if (text.Length < Length + 2 || text[0] != '"' || text[Length + 1] != '"' || !Utf8Parser.TryParse(text.Slice(1, Length), out value, out _, 'D'))
            return false;
        cursor.Take(Length + 2);
        return true;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, Guid value) => writer.WriteQuoted(value);

    private const int Length = 36;
}
