using System.Globalization;
using System.Text.Json;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Server.Discovery;

/// <summary>Writes a method's examples as OpenRPC pairs names with values.</summary>
internal static class ExampleWriter
{
    /// <summary>Writes the examples of a method, if it has any.</summary>
    internal static void Write(Utf8JsonWriter json, MethodModel method)
    {
        if (method.Examples.Count == 0)
            return;
        json.WriteStartArray("examples"u8);
        for (var i = 0; i < method.Examples.Count; i++)
        {
            var example = method.Examples[i];
            json.WriteStartObject();
            json.WriteString("name"u8, example.Doc ?? string.Create(CultureInfo.InvariantCulture, $"{method.Name} {i + 1}"));
            json.WriteStartArray("params"u8);
            using (var values = JsonDocument.Parse(example.Params ?? "{}"))
            {
                foreach (var value in values.RootElement.EnumerateObject())
                    WriteValue(json, value.Name, value.Value.GetRawText());
            }

            json.WriteEndArray();
            if (example.Result is { } result)
            {
                json.WritePropertyName("result"u8);
                WriteValue(json, "result", result);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WritePropertyName("value"u8);
        json.WriteRawValue(value);
        json.WriteEndObject();
    }
}
