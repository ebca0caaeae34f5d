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
    public static void WriteWire(ref WireWriter writer, Guid value) => writer.WriteQuoted(value);
}
