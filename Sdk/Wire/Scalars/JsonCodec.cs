using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>json</c>: any JSON value, passed through. Bad text and members that stand twice are refused at any depth.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct JsonCodec : IWireCodec<JsonElement>
{
    /// <inheritdoc/>
    public static JsonElement ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        var ahead = reader;
        JsonText.Validate(ref ahead);
        return JsonElement.ParseValue(ref reader);
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            throw new ArgumentException("The JSON element holds no value.", nameof(value));
        JsonCopy.Write(ref writer, value);
    }
}
