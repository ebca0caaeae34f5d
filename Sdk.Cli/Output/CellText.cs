using System.Text.Json;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>A JSON value in the space of a table's cell.</summary>
internal static class CellText
{
    /// <summary>A text as it is, a handle by its name, a list with commas, other objects as JSON, and nothing for null or an empty list.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.Array when value.GetArrayLength() == 0 => "",
        JsonValueKind.Array when value.EnumerateArray().All(IsScalar) => string.Join(',', value.EnumerateArray().Select(Of)),
        JsonValueKind.Object when HandleText.IsHandle(value) => HandleText.Of(value),
        _ => value.GetRawText(),
    };

    /// <summary>Whether a value fits a cell well: anything but objects, other than handles, and lists of them.</summary>
    public static bool IsPlain(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().All(IsScalar) : IsScalar(value);

    private static bool IsScalar(JsonElement value) =>
        value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || HandleText.IsHandle(value);
}
