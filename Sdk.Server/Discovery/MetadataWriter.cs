using System.Text.Json;
using Virtwire.Sdk.Schema.Model;
using Direction = Virtwire.Sdk.Schema.Model.StreamDirection;
using SchemaAccess = Virtwire.Sdk.Schema.Model.MethodAccess;

namespace Virtwire.Sdk.Server.Discovery;

/// <summary>Writes what OpenRPC has no words for: access, version, how a result is to be taken.</summary>
internal static class MetadataWriter
{
    /// <summary>Writes the metadata of a method.</summary>
    internal static void Write(Utf8JsonWriter json, NamespaceModel home, ResourceModel resource, MethodModel method)
    {
        json.WriteStartObject("x-virtwire"u8);
        json.WriteString("namespace"u8, home.Name);
        json.WriteString("resource"u8, resource.Name);
        json.WriteString("since"u8, method.Lifecycle.Since.ToString());
        json.WriteString("access"u8, method.Access switch { SchemaAccess.Read => "read"u8, SchemaAccess.Write => "write"u8, _ => "admin"u8 });
        json.WriteBoolean("static"u8, method.Static);
        WriteFlag(json, "idempotent", method.Idempotent);
        WriteFlag(json, "destructive", method.Destructive);
        WriteFlag(json, "unwrap", method.Unwrap);
        WriteFlag(json, "preview", method.Lifecycle.Preview);
        if (method.Positional.Count > 0)
            JsonSchemaWriter.WriteStrings(json, "positional", method.Positional);
        if (method.MaxPage is { } most)
            json.WriteNumber("maxPage"u8, most);
        if (method.Task is { } task)
        {
            json.WriteStartObject("task"u8);
            if (task.Progress is { } progress)
                json.WriteString("progress"u8, progress);
            json.WriteBoolean("cancel"u8, task.Cancel);
            json.WriteEndObject();
        }

        if (method.Stream != Direction.None)
            json.WriteString("stream"u8, method.Stream switch { Direction.Up => "up"u8, Direction.Down => "down"u8, _ => "both"u8 });
        if (method.Lifecycle.Deprecated is { } deprecated)
        {
            json.WriteStartObject("deprecated"u8);
            json.WriteString("since"u8, deprecated.Since.ToString());
            if (deprecated.Use is { } use)
                json.WriteString("use"u8, use);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, true);
    }
}
