using System.Text.Json;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Server.Discovery;

/// <summary>Writes the types and handles that methods refer to, as the components of an OpenRPC document.</summary>
internal static class ComponentWriter
{
    /// <summary>Writes all types and handles of a namespace as members of the object that was begun.</summary>
    internal static void Write(Utf8JsonWriter json, NamespaceModel home)
    {
        foreach (var type in home.Types)
        {
            json.WriteStartObject(type.Name);
            WriteTypeMembers(json, type);
            JsonSchemaWriter.WriteWords(json, type.Lifecycle);
            json.WriteEndObject();
        }

        foreach (var resource in home.Resources.Where(r => r.HasIdentity))
        {
            json.WriteStartObject($"{home.Name}.{resource.Name}");
            WriteHandleMembers(json, resource);
            JsonSchemaWriter.WriteWords(json, resource.Lifecycle);
            json.WriteEndObject();
        }
    }

    private static void WriteTypeMembers(Utf8JsonWriter json, TypeModel type)
    {
        switch (type)
        {
            case StructModel structure:
                JsonSchemaWriter.WriteObjectMembers(json, structure.Fields);
                break;
            case EnumModel enumeration:
                WriteEnum(json, enumeration);
                break;
            case UnionModel union:
                WriteUnion(json, union);
                break;
            case AliasModel alias:
                JsonSchemaWriter.WriteTypeMembers(json, alias.Target, alias.Constraints);
                JsonSchemaWriter.WriteUnit(json, alias.Unit);
                break;
        }
    }

    // An open enum takes any string from a later version, and says which it knows now.
    private static void WriteEnum(Utf8JsonWriter json, EnumModel enumeration)
    {
        if (enumeration.Open)
        {
            json.WriteStartArray("anyOf"u8);
            json.WriteStartObject();
        }

        json.WriteString("type"u8, "string"u8);
        JsonSchemaWriter.WriteStrings(json, "enum", enumeration.Values.Select(v => v.Name));
        if (!enumeration.Open)
            return;
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type"u8, "string"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteUnion(Utf8JsonWriter json, UnionModel union)
    {
        json.WriteStartArray("anyOf"u8);
        foreach (var variant in union.Variants)
        {
            json.WriteStartObject();
            json.WriteStartArray("allOf"u8);
            json.WriteStartObject();
            json.WriteString("$ref"u8, "#/components/schemas/" + variant.Type);
            json.WriteEndObject();
            WriteTag(json, union.Tag, variant.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (union.Open)
            WriteTag(json, union.Tag, null);
        json.WriteEndArray();
    }

    private static void WriteTag(Utf8JsonWriter json, string tag, string? value)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        json.WriteStartObject("properties"u8);
        json.WriteStartObject(tag);
        if (value is null)
            json.WriteString("type"u8, "string"u8);
        else
            json.WriteString("const"u8, value);
        json.WriteEndObject();
        json.WriteEndObject();
        JsonSchemaWriter.WriteStrings(json, "required", [tag]);
        json.WriteEndObject();
    }

    // Any one key set is enough to name an object; a handle that a server writes has all identity fields.
    private static void WriteHandleMembers(Utf8JsonWriter json, ResourceModel resource)
    {
        JsonSchemaWriter.WriteObjectMembers(json, resource.Identity, listRequired: false);
        json.WriteStartArray("anyOf"u8);
        foreach (var key in resource.Keys)
        {
            json.WriteStartObject();
            JsonSchemaWriter.WriteStrings(json, "required", key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("x-virtwire"u8);
        json.WriteString("resource"u8, resource.Name);
        JsonSchemaWriter.WriteStrings(json, "identity", resource.Identity.Select(f => f.Name));
        json.WriteStartArray("keys"u8);
        foreach (var key in resource.Keys)
        {
            json.WriteStartArray();
            foreach (var field in key)
                json.WriteStringValue(field);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
