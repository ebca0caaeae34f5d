using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>uri</c>: an absolute RFC 3986 URI, kept as it is written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UriCodec : IWireCodec<string>
{
    /// <inheritdoc/>
    public static string ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.String)
            WireReader.Mistyped(ref reader, "a URI");
        var value = WireText.GetString(ref reader);
        if (!UriSyntax.IsUri(value))
            WireException.Throw(ref reader, WireFault.Format, "must be an RFC 3986 URI: a scheme, a colon, and nothing that wants percent-encoding");
        return value;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, [MaybeNullWhen(false)] out string value) =>
        cursor.TryText(out value) && UriSyntax.IsUri(value);

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, string value)
    {
        if (!UriSyntax.IsUri(value))
            throw new ArgumentException("The text is not an RFC 3986 URI.", nameof(value));
        writer.WriteText(value);
    }
}
