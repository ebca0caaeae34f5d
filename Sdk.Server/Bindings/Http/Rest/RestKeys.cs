using System.Text.Json;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>
/// How a segment of a path names an object: <c>web1</c>, <c>name:web1</c>, <c>uuid:6695…</c>. Without a prefix what has the form of a uuid is
/// one, everything else the name, or the first other key where there is none.
/// </summary>
internal sealed class RestKeys
{
    private readonly IReadOnlyList<FieldModel> _fields;

    private RestKeys(ResourceModel resource, string? parent, IReadOnlyList<FieldModel> fields)
    {
        Resource = resource;
        Parent = parent;
        _fields = fields;
    }

    /// <summary>What is named.</summary>
    internal ResourceModel Resource { get; }

    /// <summary>The identity's field that holds the object's parent, which stands further to the left in the path; null where the path has none.</summary>
    internal string? Parent { get; }

    /// <summary>The fields of which one is given.</summary>
    internal IEnumerable<string> Fields => _fields.Select(f => f.Name);

    /// <summary>Whether an object can be named by one field alone.</summary>
    internal bool IsSimple => _fields.Count > 0;

    private FieldModel? Uuid => _fields.FirstOrDefault(static f => f.Type.Name == BuiltInTypes.Uuid);

    private FieldModel? Default => _fields.FirstOrDefault(static f => f.Name == "name") ?? _fields.FirstOrDefault(f => f != Uuid) ?? Uuid;

    /// <summary>How objects are named that no parent is given of.</summary>
    internal static RestKeys Alone(ResourceModel resource) => new(
        resource, null, [.. resource.Keys.Where(static key => key.Count == 1).Select(key => Field(resource, key[0])).Where(static f => BuiltInTypes.Contains(f.Type.Name))]);

    /// <summary>How objects are named whose parent is given; null where they cannot be.</summary>
    /// <param name="resource">The resource, whose name of its parent is fully qualified.</param>
    internal static RestKeys? Within(ResourceModel resource)
    {
        var parent = resource.Identity.FirstOrDefault(f => f.Type.Name == resource.Parent && f.Type.Kind == TypeExpressionKind.Named);
        if (parent is null || resource.Keys.FirstOrDefault(key => key.Count == 2 && key.Contains(parent.Name)) is not { Count: 2 } set)
            return null;
        return new RestKeys(resource, parent.Name, [Field(resource, set.First(name => name != parent.Name))]);
    }

    /// <summary>Writes the handle that a segment stands for.</summary>
    /// <param name="json">Where it is written to.</param>
    /// <param name="segment">The segment, decoded. A handle as JSON is taken as it is.</param>
    /// <param name="parent">The parent's handle as JSON; null where there is none.</param>
    internal void Write(Utf8JsonWriter json, string segment, string? parent)
    {
        if (Parent is null && segment.StartsWith('{') && RestValues.IsJson(segment))
        {
            json.WriteRawValue(segment);
            return;
        }

        json.WriteStartObject();
        if (Parent is { } field)
        {
            json.WritePropertyName(field);
            json.WriteRawValue(parent!);
        }

        var (key, value) = Read(segment);
        if (key is not null)
        {
            json.WritePropertyName(key.Name);
            RestValues.WriteBuiltIn(json, key.Type.Name, value);
        }

        json.WriteEndObject();
    }

    /// <summary>The segment that stands for a handle; null where its keys are not among those that segments have.</summary>
    /// <param name="handle">The handle.</param>
    internal string? SegmentOf(JsonElement handle)
    {
        foreach (var field in _fields)
        {
            if (!handle.TryGetProperty(field.Name, out var value))
                continue;
            var text = value.ToString();
            var (key, read) = Read(text);
            return Uri.EscapeDataString(key == field && read == text ? text : $"{field.Name}:{text}").Replace("%3A", ":", StringComparison.Ordinal);
        }

        return null;
    }

    private (FieldModel? Field, string Value) Read(string segment)
    {
        var colon = segment.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && _fields.FirstOrDefault(f => f.Name == segment[..colon]) is { } prefixed)
            return (prefixed, segment[(colon + 1)..]);
        return (Guid.TryParseExact(segment, "D", out _) && Uuid is { } uuid ? uuid : Default, segment);
    }

    private static FieldModel Field(ResourceModel resource, string name) => resource.Identity.First(f => f.Name == name);
}
