namespace Virtwire.Sdk.Schema.Model;

/// <summary>The names of the types that every document has.</summary>
public static class BuiltInTypes
{
    /// <summary>true or false.</summary>
    public const string Bool = "bool";

    /// <summary>Text.</summary>
    public const string String = "string";

    /// <summary>A whole number of 32 bits.</summary>
    public const string Int32 = "int32";

    /// <summary>A whole number within ±(2^53−1), which every JSON reader keeps exactly.</summary>
    public const string Integer = "integer";

    /// <summary>A whole number of 64 bits without sign: a decimal string on the wire.</summary>
    public const string UInt64 = "uint64";

    /// <summary>A finite IEEE 754 double.</summary>
    public const string Float = "float";

    /// <summary>Bytes: base64 on the wire.</summary>
    public const string Bytes = "bytes";

    /// <summary>An RFC 4122 identifier in its hyphenated form.</summary>
    public const string Uuid = "uuid";

    /// <summary>An RFC 3986 URI.</summary>
    public const string Uri = "uri";

    /// <summary>An RFC 3339 instant.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>A length of time: whole milliseconds on the wire.</summary>
    public const string Duration = "duration";

    /// <summary>Any JSON value, passed through.</summary>
    public const string Json = "json";

    /// <summary>All of them, in the order in which the documentation lists them.</summary>
    public static EquatableArray<string> All { get; } =
        new([Bool, String, Int32, Integer, UInt64, Float, Bytes, Uuid, Uri, Timestamp, Duration, Json]);

    /// <summary>Whether <paramref name="name"/> is one of them.</summary>
    public static bool Contains(string name) => All.Contains(name);
}
