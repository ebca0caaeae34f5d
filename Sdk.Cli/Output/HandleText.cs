using System.Text.Json;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>Handles as the text by which the same object can be asked for: a name, <c>parent/name</c>, or another key.</summary>
internal static class HandleText
{
    private static readonly string[] OtherKeys = ["uuid", "id", "path", "key", "mac"];

    /// <summary>The text of a handle; its JSON where there is no shorter one.</summary>
    public static string Of(JsonElement handle)
    {
        if (handle.ValueKind != JsonValueKind.Object)
            return handle.ValueKind == JsonValueKind.String ? handle.GetString()! : handle.GetRawText();
        if (Text(handle, "name") is { } name)
            return Parent(handle) is { } parent ? $"{Of(parent)}/{name}" : name;
        foreach (var key in OtherKeys)
        {
            if (Text(handle, key) is { } value)
                return value;
        }

        return handle.GetRawText();
    }

    /// <summary>Whether an object looks like a handle: a name, with a uuid or the handle of a parent, and nothing but keys.</summary>
    public static bool IsHandle(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || Text(value, "name") is null)
            return false;
        var keys = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object ? !IsHandle(member.Value) : member.Name != "name" && !OtherKeys.Contains(member.Name))
                return false;
            keys++;
        }

        return keys > 1;
    }

    private static string? Text(JsonElement handle, string key) =>
        handle.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Parent(JsonElement handle)
    {
        foreach (var member in handle.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
                return member.Value;
        }

        return null;
    }
}
