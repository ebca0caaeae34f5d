using System.Collections.Immutable;
using System.Text.Json;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.State;

/// <summary>An object that has changed, and what shall be kept of it.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="Key">The object among those of its kind.</param>
/// <param name="Kept">What shall be kept; null when there is nothing any more.</param>
internal sealed record ObjectChange(string Kind, string Key, KeptObject? Kept);

/// <summary>The text of a file with one object, and of the file with all objects of a commit.</summary>
internal static class ObjectFile
{
    private const int Version = 1;

    /// <summary>The text of an object's file.</summary>
    public static byte[] Write(ObjectChange change) => SealedJson.Write(json => Write(json, change));

    /// <summary>The text of a commit.</summary>
    public static byte[] WriteCommit(IEnumerable<ObjectChange> changes) => SealedJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var change in changes)
            Write(json, change);
        json.WriteEndArray();
    });

    /// <summary>Reads an object's file.</summary>
    /// <exception cref="FormatException">It is none; the message is the rest of a sentence.</exception>
    public static ObjectChange Read(ReadOnlyMemory<byte> text) => Guard(text, Read);

    /// <summary>Reads a commit.</summary>
    /// <exception cref="FormatException">It is none; the message is the rest of a sentence.</exception>
    public static IReadOnlyList<ObjectChange> ReadCommit(ReadOnlyMemory<byte> text) =>
        Guard<IReadOnlyList<ObjectChange>>(text, static json => [.. json.EnumerateArray().Select(Read)]);

    private static void Write(Utf8JsonWriter json, ObjectChange change)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("kind", change.Kind);
        json.WriteString("key", change.Key);
        if (change.Kept is { } kept)
        {
            json.WriteBoolean("autostart", kept.Autostart);
            json.WriteBoolean("active", kept.Active);
            json.WriteStartObject("marks");
            foreach (var (name, value) in kept.Marks)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteString("document", kept.Document);
        }

        json.WriteEndObject();
    }

    private static ObjectChange Read(JsonElement json)
    {
        var version = json.GetProperty("version").GetInt32();
        if (version != Version)
            throw new FormatException($"has the form {version}, which a newer program wrote");
        var kept = !json.TryGetProperty("document", out var document) ? null : new KeptObject(document.GetString()!)
        {
            Autostart = json.GetProperty("autostart").GetBoolean(),
            Active = json.GetProperty("active").GetBoolean(),
            Marks = json.GetProperty("marks").EnumerateObject().ToImmutableSortedDictionary(m => m.Name, m => m.Value.GetString()!, StringComparer.Ordinal),
        };
        return new ObjectChange(json.GetProperty("kind").GetString()!, json.GetProperty("key").GetString()!, kept);
    }

    private static T Guard<T>(ReadOnlyMemory<byte> text, Func<JsonElement, T> read)
    {
        var content = SealedJson.Read(text);
        try
        {
            return read(content);
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("lacks what it must have");
        }
    }
}
