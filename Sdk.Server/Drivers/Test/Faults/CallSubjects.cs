using System.Text.Json;

namespace Virtwire.Sdk.Server.Drivers.Test.Faults;

/// <summary>Which object a call is about, by a name that is the same however the call says it.</summary>
/// <param name="names">Finds the name of an object of a resource by its uuid; null for none. Resources that are not in it are known by what the call says.</param>
internal sealed class CallSubjects(IReadOnlyDictionary<string, Func<Guid, string?>> names)
{
    /// <summary>The name of the receiver; else that of the first handle or name among the parameters; else nothing.</summary>
    public string NameOf(MethodDescriptor method, JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
            return "";
        if (parameters.TryGetProperty("self", out var self))
            return NameOf(method.Resource, self);
        foreach (var member in parameters.EnumerateObject())
        {
            // A parameter that is a handle bears its resource's name: domain, pool.
            if (member.Value.ValueKind == JsonValueKind.Object && NameOf(ResourceOf(member.Name), member.Value) is { Length: > 0 } name)
                return name;
        }

        return Text(parameters, "name") ?? "";
    }

    private string NameOf(string resource, JsonElement handle)
    {
        var name = Text(handle, "name")
            ?? (Text(handle, "uuid") is { } uuid ? NameOf(resource, uuid) : null)
            ?? Text(handle, "path") ?? Text(handle, "key") ?? Text(handle, "id") ?? "";
        foreach (var member in handle.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
                return $"{NameOf(ResourceOf(member.Name), member.Value)}/{name}";
        }

        return name;
    }

    private string NameOf(string resource, string uuid) =>
        Guid.TryParse(uuid, out var id) && names.TryGetValue(resource, out var find) ? find(id) ?? uuid : uuid;

    private string ResourceOf(string parameter) =>
        names.Keys.FirstOrDefault(resource => resource.EndsWith(parameter, StringComparison.OrdinalIgnoreCase)) ?? "";

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
