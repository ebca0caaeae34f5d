using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Virtwire.Sdk.Wire.Text;

/// <summary>
/// Opaque JSON by its value: members in any order, numbers by what they are and not by how they are written. Never throws, whatever the
/// elements hold.
/// </summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    public static readonly JsonEquality Instance = new();

    public bool Equals(JsonElement x, JsonElement y)
    {
        if (x.ValueKind == JsonValueKind.Undefined || y.ValueKind == JsonValueKind.Undefined)
            return x.ValueKind == y.ValueKind;
        try
        {
            return JsonElement.DeepEquals(x, y);
        }
        catch (Exception exception) when (IsBeyond(exception))
        {
            return PartsEqual(x, y);
        }
    }

    public int GetHashCode(JsonElement obj)
    {
        var hash = (int)obj.ValueKind;
        switch (obj.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in obj.EnumerateObject())
                    hash ^= HashCode.Combine(HashOf(member), GetHashCode(member.Value));
                return hash;
            case JsonValueKind.Array:
                foreach (var item in obj.EnumerateArray())
                    hash = HashCode.Combine(hash, GetHashCode(item));
                return hash;
            case JsonValueKind.String:
                return Read(obj, static value => value.GetString()!).GetHashCode(StringComparison.Ordinal);
            case JsonValueKind.Number:
                // Equal numbers have equal doubles, however they are written.
                return obj.GetDouble().GetHashCode();
            default:
                return hash;
        }
    }

    // An exponent of more than 32 bits cannot be weighed, and half a surrogate pair cannot be unescaped.
    private static bool IsBeyond(Exception exception) => exception is ArgumentOutOfRangeException or InvalidOperationException;

    // Only what DeepEquals cannot weigh is compared as it is written: all around it counts by its value.
    private bool PartsEqual(JsonElement x, JsonElement y)
    {
        if (x.ValueKind != y.ValueKind)
            return false;
        return x.ValueKind switch
        {
            JsonValueKind.Object => InOrder(x).SequenceEqual(InOrder(y)),
            JsonValueKind.Array => x.EnumerateArray().SequenceEqual(y.EnumerateArray(), this),
            _ => x.GetRawText() == y.GetRawText(),
        };
    }

    // A name that stands twice keeps the order of its values.
    private static IEnumerable<(string Name, Comparable Value)> InOrder(JsonElement value) =>
        value.EnumerateObject().Select(static m => (KeyOf(m), new Comparable(m.Value))).OrderBy(static m => m.Item1, StringComparer.Ordinal);

    private static int HashOf(JsonProperty member) => Read(member, static m => m.Name).GetHashCode(StringComparison.Ordinal);

    // A name that is no text counts as it is written, behind what no name that is text can begin with.
    private static string KeyOf(JsonProperty member) =>
        Read(member, static m => m.Name, static m => "\ud800" + Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(m)));

    // Half a surrogate pair is no text; a hash need only be the same for all that are written alike.
    private static string Read<T>(T from, Func<T, string> read, Func<T, string>? otherwise = null)
    {
        try
        {
            return read(from);
        }
        catch (InvalidOperationException)
        {
            return otherwise?.Invoke(from) ?? "";
        }
    }

    private readonly struct Comparable(JsonElement value) : IEquatable<Comparable>
    {
        private readonly JsonElement _value = value;

        public bool Equals(Comparable other) => Instance.Equals(_value, other._value);

        public override bool Equals(object? obj) => obj is Comparable other && Equals(other);

        public override int GetHashCode() => Instance.GetHashCode(_value);
    }
}
