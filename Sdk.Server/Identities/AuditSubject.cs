using System.Text;
using System.Text.Json;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>The object that a call is on, as its parameters name it.</summary>
internal static class AuditSubject
{
    private const int Longest = 256;

    /// <summary>The receiver as JSON on one line, cut where it is long; null where there is none that can be read.</summary>
    internal static string? Of(ReadOnlySpan<byte> parameters)
    {
        if (parameters.IsEmpty)
            return null;
        try
        {
            var json = new Utf8JsonReader(parameters);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isReceiver = json.ValueTextEquals("self"u8);
                json.Read();
                if (isReceiver)
                    return OnOneLine(JsonElement.ParseValue(ref json));
                json.Skip();
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // No JSON, or text that is none, such as half of a surrogate pair: whoever reads the parameters says so.
        }

        return null;
    }

    // Written anew, so that no line end of the sender's becomes one of the log.
    private static string OnOneLine(JsonElement receiver)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            receiver.WriteTo(writer);
        var text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}
