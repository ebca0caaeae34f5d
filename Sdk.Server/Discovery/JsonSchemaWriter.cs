using System.Globalization;
using System.Text.Json;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Server.Discovery;

/// <summary>Writes types of the schema language as JSON Schema. Named types become references into the document's components.</summary>
internal static class JsonSchemaWriter
{
    /// <summary>Writes the schema of a use of a type.</summary>
    internal static void WriteType(Utf8JsonWriter json, TypeExpression type)
    {
        json.WriteStartObject();
        WriteTypeMembers(json, type, Constraints.None);
        json.WriteEndObject();
    }

    /// <summary>Writes the schema of a field: its type, constraints, words and default.</summary>
    internal static void WriteField(Utf8JsonWriter json, FieldModel field)
    {
        json.WriteStartObject();
        if (field.Nullable)
        {
            json.WriteStartArray("anyOf"u8);
            json.WriteStartObject();
            WriteTypeMembers(json, field.Type, field.Constraints);
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("type"u8, "null"u8);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else if (IsReference(field.Type))
        {
            // What stands beside a reference is not looked at by many readers.
            json.WriteStartArray("allOf"u8);
            WriteType(json, field.Type);
            json.WriteEndArray();
        }
        else
        {
            WriteTypeMembers(json, field.Type, field.Constraints);
        }

        WriteWords(json, field.Lifecycle);
        if (field.Default is { } value)
        {
            json.WritePropertyName("default"u8);
            json.WriteRawValue(value);
        }

        WriteUnit(json, field.Unit);
        if (field.Sensitive)
            json.WriteBoolean("x-sensitive"u8, true);
        json.WriteEndObject();
    }

    /// <summary>Writes <c>type</c>, <c>properties</c> and <c>required</c> of an object with fields.</summary>
    internal static void WriteObjectMembers(Utf8JsonWriter json, IReadOnlyCollection<FieldModel> fields, bool listRequired = true)
    {
        json.WriteString("type"u8, "object"u8);
        json.WriteStartObject("properties"u8);
        foreach (var field in fields)
        {
            json.WritePropertyName(field.Name);
            WriteField(json, field);
        }

        json.WriteEndObject();
        var required = fields.Where(f => !f.Optional).Select(f => f.Name).ToList();
        if (listRequired && required.Count > 0)
            WriteStrings(json, "required", required);
    }

    /// <summary>Writes the words of an element, and whether it should not be used any more.</summary>
    internal static void WriteWords(Utf8JsonWriter json, Lifecycle life)
    {
        if (life.Doc is { } doc)
            json.WriteString("description"u8, doc);
        if (life.Deprecated is not null)
            json.WriteBoolean("deprecated"u8, true);
    }

    /// <summary>Writes an array of strings.</summary>
    internal static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Writes the unit of a number.</summary>
    internal static void WriteUnit(Utf8JsonWriter json, string? unit)
    {
        if (unit is not null)
            json.WriteString("x-unit"u8, unit);
    }

    /// <summary>Writes the members of a type's schema, constraints among them.</summary>
    internal static void WriteTypeMembers(Utf8JsonWriter json, TypeExpression type, Constraints constraints)
    {
        switch (type.Kind)
        {
            case TypeExpressionKind.Array:
                json.WriteString("type"u8, "array"u8);
                json.WritePropertyName("items"u8);
                WriteType(json, type.Element!);
                break;
            case TypeExpressionKind.Map:
                json.WriteString("type"u8, "object"u8);
                json.WritePropertyName("additionalProperties"u8);
                WriteType(json, type.Element!);
                break;
            default:
                WriteNamed(json, type.Name, constraints);
                break;
        }

        WriteConstraints(json, type, constraints);
    }

    private static bool IsReference(TypeExpression type) => type is { Kind: TypeExpressionKind.Named, IsBuiltIn: false };

    private static void WriteNamed(Utf8JsonWriter json, string name, Constraints constraints)
    {
        switch (name)
        {
            case BuiltInTypes.Bool:
                json.WriteString("type"u8, "boolean"u8);
                break;
            case BuiltInTypes.String:
                json.WriteString("type"u8, "string"u8);
                break;
            case BuiltInTypes.Int32 or BuiltInTypes.Integer:
                json.WriteString("type"u8, "integer"u8);
                json.WriteString("format"u8, name == BuiltInTypes.Int32 ? "int32"u8 : "int53"u8);
                break;
            case BuiltInTypes.UInt64:
                WriteUInt64(json, constraints);
                break;
            case BuiltInTypes.Float:
                json.WriteString("type"u8, "number"u8);
                break;
            case BuiltInTypes.Bytes:
                json.WriteString("type"u8, "string"u8);
                json.WriteString("contentEncoding"u8, "base64"u8);
                break;
            case BuiltInTypes.Uuid:
                WriteFormatted(json, "uuid");
                break;
            case BuiltInTypes.Uri:
                WriteFormatted(json, "uri");
                break;
            case BuiltInTypes.Timestamp:
                WriteFormatted(json, "date-time");
                break;
            case BuiltInTypes.Duration:
                json.WriteString("type"u8, "integer"u8);
                json.WriteString("x-unit"u8, "ms"u8);
                break;
            case BuiltInTypes.Json:
                break;
            default:
                json.WriteString("$ref"u8, "#/components/schemas/" + name);
                break;
        }
    }

    // A decimal string, because many readers of JSON lose digits; an exact number is taken as well.
    private static void WriteUInt64(Utf8JsonWriter json, Constraints constraints)
    {
        json.WriteStartArray("anyOf"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "string"u8);
        json.WriteString("pattern"u8, "^[0-9]{1,20}$"u8);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type"u8, "integer"u8);
        WriteNumber(json, "minimum", constraints.Min ?? "0");
        WriteNumber(json, "maximum", constraints.Max);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("format"u8, "uint64"u8);
    }

    private static void WriteFormatted(Utf8JsonWriter json, string format)
    {
        json.WriteString("type"u8, "string"u8);
        json.WriteString("format"u8, format);
    }

    private static void WriteConstraints(Utf8JsonWriter json, TypeExpression type, Constraints constraints)
    {
        if (type is not { Kind: TypeExpressionKind.Named, Name: BuiltInTypes.UInt64 })
        {
            WriteNumber(json, "minimum", constraints.Min);
            WriteNumber(json, "maximum", constraints.Max);
        }

        WriteCount(json, "minLength", constraints.MinLength);
        WriteCount(json, "maxLength", constraints.MaxLength);
        var isMap = type.Kind == TypeExpressionKind.Map;
        WriteCount(json, isMap ? "minProperties" : "minItems", constraints.MinItems);
        WriteCount(json, isMap ? "maxProperties" : "maxItems", constraints.MaxItems);
        if (constraints.Unique)
            json.WriteBoolean("uniqueItems"u8, true);
        if (constraints.Pattern is { } pattern)
            json.WriteString("pattern"u8, $"^(?:{pattern})$");
        if (constraints.Format is { } format)
            json.WriteString("format"u8, format);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, string? number)
    {
        if (number is null)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(number);
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int? count)
    {
        if (count is { } value)
            WriteNumber(json, name, value.ToString(CultureInfo.InvariantCulture));
    }
}
