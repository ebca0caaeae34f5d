using System.Globalization;
using System.Text.Json;
using Virtwire.Sdk.Schema.Model;
using Direction = Virtwire.Sdk.Schema.Model.StreamDirection;

namespace Virtwire.Sdk.Server.Discovery;

/// <summary>Writes a method as an OpenRPC method object, with what OpenRPC has no words for under <c>x-virtwire</c>.</summary>
internal sealed class MethodWriter(Utf8JsonWriter json, LinkedSchema schema)
{
    /// <summary>Writes one method.</summary>
    internal void Write(NamespaceModel home, ResourceModel resource, MethodModel method)
    {
        var parameters = Parameters(resource, method, home);
        json.WriteStartObject();
        json.WriteString("name"u8, $"{resource.Name}.{method.Name}");
        if (method.Lifecycle.Doc is { } doc)
            json.WriteString("summary"u8, FirstSentence(doc));
        JsonSchemaWriter.WriteWords(json, method.Lifecycle);
        json.WriteString("paramStructure"u8, method.Positional.Count > 0 ? "either"u8 : "by-name"u8);
        json.WriteStartArray("params"u8);
        foreach (var parameter in parameters)
            WriteParameter(parameter);
        json.WriteEndArray();
        WriteResult(method);
        WriteErrors(method);
        ExampleWriter.Write(json, method);
        MetadataWriter.Write(json, home, resource, method);
        json.WriteEndObject();
    }

    // In the order in which they may be given by position; then the receiver, then those that a call must have.
    private static IEnumerable<FieldModel> Parameters(ResourceModel resource, MethodModel method, NamespaceModel home)
    {
        var all = new List<FieldModel>();
        if (!method.Static)
            all.Add(Implied("self", $"{home.Name}.{resource.Name}", "The object that is asked.", optional: false, method));
        all.AddRange(method.Params);
        if (method.MaxPage is { } most)
        {
            all.Add(Implied("limit", BuiltInTypes.Int32, "The most items to answer.", optional: true, method) with
            {
                Constraints = new Constraints { Min = "1", Max = most.ToString(CultureInfo.InvariantCulture) },
            });
            all.Add(Implied("after", BuiltInTypes.String, "The cursor of the page before: its member next.", optional: true, method));
        }

        var positions = method.Positional.ToList();
        return all.OrderBy(p => positions.IndexOf(p.Name) is >= 0 and var at ? at : int.MaxValue).ThenBy(p => p.Optional);
    }

    private static FieldModel Implied(string name, string type, string doc, bool optional, MethodModel method) => new()
    {
        Name = name,
        Type = TypeExpression.Named(type),
        Lifecycle = new Lifecycle { Doc = doc, Since = method.Lifecycle.Since },
        Optional = optional,
    };

    private void WriteParameter(FieldModel parameter)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, parameter.Name);
        if (parameter.Lifecycle.Doc is { } doc)
            json.WriteString("description"u8, doc);
        json.WriteBoolean("required"u8, !parameter.Optional);
        if (parameter.Lifecycle.Deprecated is not null)
            json.WriteBoolean("deprecated"u8, true);
        json.WritePropertyName("schema"u8);
        JsonSchemaWriter.WriteField(json, parameter);
        json.WriteEndObject();
    }

    private void WriteResult(MethodModel method)
    {
        json.WriteStartObject("result"u8);
        json.WriteString("name"u8, "result"u8);
        json.WritePropertyName("schema"u8);
        switch (method)
        {
            case { Task: not null }:
                WriteInline("task", "The task that was started.", "id");
                break;
            case { Stream: not Direction.None }:
                WriteInline(null, "Where the bytes travel, and until when.", "stream", "expires");
                break;
            case { MaxPage: not null, Result: { } items }:
                WritePage(items);
                break;
            case { Result: { } type }:
                JsonSchemaWriter.WriteType(json, type);
                break;
            default:
                WriteInline(null, "Nothing but that it is done.");
                break;
        }

        json.WriteEndObject();
    }

    private void WritePage(TypeExpression items)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        json.WriteStartObject("properties"u8);
        json.WritePropertyName("items"u8);
        JsonSchemaWriter.WriteType(json, items);
        WriteStringProperty("next", "The cursor of the next page; absent at the end.");
        WriteStringProperty("position", "Where in the stream of events a watcher goes on without a hole.");
        json.WriteEndObject();
        JsonSchemaWriter.WriteStrings(json, "required", ["items"]);
        json.WriteEndObject();
    }

    private void WriteInline(string? member, string doc, params string[] fields)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        json.WriteString("description"u8, doc);
        json.WriteStartObject("properties"u8);
        if (member is not null)
        {
            json.WriteStartObject(member);
            json.WriteString("type"u8, "object"u8);
            json.WriteStartObject("properties"u8);
        }

        foreach (var field in fields)
            WriteStringProperty(field, null);
        if (member is not null)
        {
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteStringProperty(string name, string? doc)
    {
        json.WriteStartObject(name);
        json.WriteString("type"u8, "string"u8);
        if (doc is not null)
            json.WriteString("description"u8, doc);
        json.WriteEndObject();
    }

    private void WriteErrors(MethodModel method)
    {
        if (method.Errors.Count == 0)
            return;
        json.WriteStartArray("errors"u8);
        foreach (var error in method.Errors.Select(schema.FindError).OfType<ErrorModel>())
        {
            json.WriteStartObject();
            json.WriteNumber("code"u8, error.Code);
            json.WriteString("message"u8, error.Lifecycle.Doc ?? error.Name);
            json.WriteStartObject("data"u8);
            json.WriteString("name"u8, error.Name);
            if (error.Hint is { } hint)
                json.WriteString("hint"u8, hint);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string FirstSentence(string doc)
    {
        var end = doc.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? doc : doc[..(end + 1)];
    }
}
