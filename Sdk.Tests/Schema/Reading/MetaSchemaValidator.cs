using System.Text.Json;
using System.Text.RegularExpressions;

namespace Virtwire.Sdk.Tests.Schema.Reading;

/// <summary>As much of JSON Schema (draft 2020-12) as the meta-schema uses; a keyword beyond that is an error, never passed over.</summary>
internal sealed class MetaSchemaValidator(JsonElement root)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal) { "$schema", "title", "description", "$defs", "then" };

    public bool IsValid(JsonElement value) => IsValid(value, root);

    private bool IsValid(JsonElement value, JsonElement schema) => schema.EnumerateObject().All(keyword => Holds(keyword.Name, keyword.Value, value, schema));

    private bool Holds(string keyword, JsonElement argument, JsonElement value, JsonElement schema)
    {
        switch (keyword)
        {
            case "$ref":
                return IsValid(value, root.GetProperty("$defs").GetProperty(argument.GetString()!["#/$defs/".Length..]));
            case "type":
                return IsOfType(value, argument.GetString()!);
            case "enum":
                return argument.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value));
            case "const":
                return JsonElement.DeepEquals(argument, value);
            case "allOf":
                return argument.EnumerateArray().All(part => IsValid(value, part));
            case "if":
                return !IsValid(value, argument) || IsValid(value, schema.GetProperty("then"));
            case "required" or "properties" or "additionalProperties" or "propertyNames" or "minProperties":
                return value.ValueKind != JsonValueKind.Object || HoldsForObject(keyword, argument, value, schema);
            case "items" or "minItems" or "uniqueItems":
                return value.ValueKind != JsonValueKind.Array || HoldsForArray(keyword, argument, value);
            case "minLength" or "maxLength" or "pattern":
                return value.ValueKind != JsonValueKind.String || HoldsForText(keyword, argument, value.GetString()!);
            case "minimum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() >= argument.GetDouble();
            case "maximum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() <= argument.GetDouble();
            default:
                return Annotations.Contains(keyword) ? true : throw new NotSupportedException(keyword);
        }
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => throw new NotSupportedException(type),
    };

    private bool HoldsForObject(string keyword, JsonElement argument, JsonElement value, JsonElement schema)
    {
        switch (keyword)
        {
            case "required":
                return argument.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "properties":
                return argument.EnumerateObject().All(p => !value.TryGetProperty(p.Name, out var member) || IsValid(member, p.Value));
            case "propertyNames":
                return value.EnumerateObject().All(m => IsValid(JsonSerializer.SerializeToElement(m.Name), argument));
            case "minProperties":
                return value.EnumerateObject().Count() >= argument.GetInt32();
            default:
                var others = value.EnumerateObject().Where(m => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(m.Name, out _));
                return argument.ValueKind == JsonValueKind.False ? !others.Any() : others.All(m => IsValid(m.Value, argument));
        }
    }

    private bool HoldsForArray(string keyword, JsonElement argument, JsonElement value) => keyword switch
    {
        "items" => value.EnumerateArray().All(item => IsValid(item, argument)),
        "minItems" => value.GetArrayLength() >= argument.GetInt32(),
        _ => value.EnumerateArray().Select(static i => i.GetRawText()).Distinct(StringComparer.Ordinal).Count() == value.GetArrayLength(),
    };

    private static bool HoldsForText(string keyword, JsonElement argument, string text) => keyword switch
    {
        "minLength" => text.Length >= argument.GetInt32(),
        "maxLength" => text.Length <= argument.GetInt32(),
        _ => Regex.IsMatch(text, argument.GetString()!, RegexOptions.ECMAScript),
    };
}
