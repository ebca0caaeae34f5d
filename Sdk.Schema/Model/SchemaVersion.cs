using System.Globalization;

namespace Virtwire.Sdk.Schema.Model;

/// <summary>A version of a namespace: <c>major.minor</c>, both without leading zeros.</summary>
/// <param name="Major">Raised when something breaks.</param>
/// <param name="Minor">Raised when something is added or deprecated.</param>
public readonly record struct SchemaVersion(int Major, int Minor) : IComparable<SchemaVersion>
{
    /// <summary>Reads <c>major.minor</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out SchemaVersion version)
    {
        version = default;
        var dot = text?.IndexOf('.') ?? -1;
        if (dot < 0 || !TryNumber(text!.Substring(0, dot), out var major) || !TryNumber(text.Substring(dot + 1), out var minor))
            return false;
        version = new SchemaVersion(major, minor);
        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text.Length == 1 || text[0] != '0');

    /// <inheritdoc/>
    public int CompareTo(SchemaVersion other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    /// <inheritdoc/>
    public override string ToString() => Major.ToString(CultureInfo.InvariantCulture) + "." + Minor.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the left version is older.</summary>
    public static bool operator <(SchemaVersion left, SchemaVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left version is newer.</summary>
    public static bool operator >(SchemaVersion left, SchemaVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left version is older or the same.</summary>
    public static bool operator <=(SchemaVersion left, SchemaVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left version is newer or the same.</summary>
    public static bool operator >=(SchemaVersion left, SchemaVersion right) => left.CompareTo(right) >= 0;
}
