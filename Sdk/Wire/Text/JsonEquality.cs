using System.Text.Json;

namespace Virtwire.Sdk.Wire.Text;

/// <summary>Opaque JSON by its value: members in any order, numbers by what they are and not by how they are written.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    public static readonly JsonEquality Instance = new();

    public bool Equals(JsonElement x, JsonElement y)
    {
        try
        {
            return JsonElement.DeepEquals(x, y);
        }
        catch (ArgumentOutOfRangeException)
        {
            // An exponent of more than 32 bits, which DeepEquals cannot weigh: such numbers are equal when written alike.
            return x.GetRawText() == y.GetRawText();
        }
    }

    public int GetHashCode(JsonElement obj)
    {
        var hash = (int)obj.ValueKind;
        switch (obj.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in obj.EnumerateObject())
                    hash ^= HashCode.Combine(member.Name, GetHashCode(member.Value));
                return hash;
            case JsonValueKind.Array:
                foreach (var item in obj.EnumerateArray())
                    hash = HashCode.Combine(hash, GetHashCode(item));
                return hash;
            case JsonValueKind.String:
                return obj.GetString()!.GetHashCode(StringComparison.Ordinal);
            case JsonValueKind.Number:
                // Equal numbers have equal doubles, however they are written.
                return obj.GetDouble().GetHashCode();
            default:
                return hash;
        }
    }
}
