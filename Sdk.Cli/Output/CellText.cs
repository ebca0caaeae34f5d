using System.Text.Json;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>A JSON value in the space of a table's cell.</summary>
internal static class CellText
{
    /// <summary>A text as it is, a handle by its name, a list with commas, other objects as JSON, and a dash for nothing.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "-",
        JsonValueKind.Array when value.GetArrayLength() == 0 => "-",
        JsonValueKind.Array when value.EnumerateArray().All(IsScalar) => string.Join(',', value.EnumerateArray().Select(Of)),
        JsonValueKind.Object when IsHandle(value, out var name) => name,
        _ => value.GetRawText(),
    };

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || IsHandle(value, out _);

    private static bool IsHandle(JsonElement value, out string name)
    {
        name = "";
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() > 2 || !value.TryGetProperty("uuid", out _))
            return false;
        name = value.TryGetProperty("name", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        return name.Length > 0;
    }
}
