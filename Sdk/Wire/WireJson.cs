using System.Buffers;
using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>Opaque JSON that is made here.</summary>
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
}
