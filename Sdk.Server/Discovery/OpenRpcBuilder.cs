using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Discovery;

/// <summary>Makes the OpenRPC document of a set of methods out of the schema.</summary>
internal static class OpenRpcBuilder
{
    private const string OpenRpcVersion = "1.3.2";

    /// <summary>Makes a document.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="isIncluded">Whether a method, by its name on the wire, is to be in it.</param>
    internal static OpenRpcDocument Build(LinkedSchema schema, Func<string, bool> isIncluded) => new()
    {
        Openrpc = OpenRpcVersion,
        Info = WireJson.Object(json => WriteInfo(json, schema)),
        Methods = [.. Methods(schema, isIncluded)],
        Components = WireJson.Object(json => WriteComponents(json, schema)),
    };

    private static void WriteInfo(Utf8JsonWriter json, LinkedSchema schema)
    {
        json.WriteString("title"u8, "Virtwire host API"u8);
        json.WriteString("version"u8, (schema.FindNamespace("host") ?? schema.Namespaces[0]).Version.ToString());
        json.WriteStartObject("x-virtwire"u8);
        json.WriteStartObject("namespaces"u8);
        foreach (var home in schema.Namespaces)
            json.WriteString(home.Name, home.Version.ToString());
        json.WriteEndObject();
        json.WriteStartObject("resources"u8);
        foreach (var resource in schema.Namespaces.SelectMany(home => home.Resources).Where(r => r.Lifecycle.Doc is not null))
            json.WriteString(resource.Name, resource.Lifecycle.Doc);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Methods(LinkedSchema schema, Func<string, bool> isIncluded)
    {
        var all = from home in schema.Namespaces
                  from resource in home.Resources
                  from method in resource.Methods
                  let name = $"{resource.Name}.{method.Name}"
                  where isIncluded(name)
                  orderby name
                  select (home, resource, method);
        foreach (var (home, resource, method) in all)
        {
            var output = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(output, WireFormat.WriterOptions))
                new MethodWriter(json, schema).Write(home, resource, method);
            yield return JsonElement.Parse(output.WrittenSpan);
        }
    }

    private static void WriteComponents(Utf8JsonWriter json, LinkedSchema schema)
    {
        json.WriteStartObject("schemas"u8);
        foreach (var home in schema.Namespaces)
            ComponentWriter.Write(json, home);
        json.WriteEndObject();
    }
}
