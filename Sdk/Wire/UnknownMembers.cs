using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// Members of an object that this program's schema does not know yet. They are kept as they came and written back after the known
/// ones, so that reading, changing and writing a value loses nothing. Two are equal when they hold equal JSON under equal names.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "Members are what the schema calls them.")]
public sealed class UnknownMembers : IReadOnlyDictionary<string, JsonElement>, IEquatable<UnknownMembers>
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    internal UnknownMembers()
    {
    }

    /// <summary>Copies members, as a test or a proxy may want to.</summary>
    /// <exception cref="ArgumentException">A name stands twice.</exception>
    public UnknownMembers(IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        foreach (var (name, value) in members)
            _members.Add(name, value.Clone());
    }

    /// <inheritdoc/>
    public int Count => _members.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _members.Keys;

    /// <inheritdoc/>
    public IEnumerable<JsonElement> Values => _members.Values;

    /// <inheritdoc/>
    public JsonElement this[string key] => _members[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _members.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out JsonElement value) => _members.TryGetValue(key, out value);

    /// <summary>Writes the members, without braces around them.</summary>
    public void WriteTo(ref WireWriter writer)
    {
        foreach (var (name, value) in _members)
        {
            writer.WriteName(name);
            JsonCodec.WriteWire(ref writer, value);
        }
    }

    /// <summary>Reads the member on whose name the reader stands.</summary>
    internal void Read(ref Utf8JsonReader reader)
    {
        var name = WireText.GetString(ref reader);
        if (_members.ContainsKey(name))
            WireReader.Duplicate(ref reader);
        reader.Read();
        _members.Add(name, JsonCodec.ReadWire(ref reader, WireMode.Lenient));
    }

    /// <inheritdoc/>
    public bool Equals(UnknownMembers? other)
    {
        if (other is null || Count != other.Count)
            return false;
        foreach (var (name, value) in _members)
        {
            if (!other._members.TryGetValue(name, out var theirs) || !JsonEquality.Instance.Equals(value, theirs))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnknownMembers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var (name, value) in _members)
            hash ^= HashCode.Combine(name, JsonEquality.Instance.GetHashCode(value));
        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
