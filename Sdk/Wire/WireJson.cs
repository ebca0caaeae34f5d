using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>Opaque JSON: made here, and compared.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WireJson
{
    /// <summary>An object whose members <paramref name="members"/> writes.</summary>
    public static JsonElement Object(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, WireFormat.WriterOptions))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(output.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>
    /// Whether both are the same JSON: members in any order, numbers by what they are. Never throws; a number whose exponent has more than
    /// 32 bits is equal to one that is written alike.
    /// </summary>
    public static bool AreEqual(JsonElement left, JsonElement right) => JsonEquality.Instance.Equals(left, right);
}
