namespace Virtwire.Sdk.Schema.Model;

/// <summary>What a value must satisfy beyond its type. A bound that is null is not set.</summary>
public sealed record Constraints
{
    /// <summary>No constraint at all.</summary>
    public static Constraints None { get; } = new();

    /// <summary>The least number, as the document writes it (uint64 does not fit a double).</summary>
    public string? Min { get; init; }

    /// <summary>The greatest number, as the document writes it.</summary>
    public string? Max { get; init; }

    /// <summary>The least number of code points (string, uri) or bytes (bytes).</summary>
    public int? MinLength { get; init; }

    /// <summary>The greatest number of code points or bytes.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The least number of items or entries.</summary>
    public int? MinItems { get; init; }

    /// <summary>The greatest number of items or entries.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Whether no two items may be equal.</summary>
    public bool Unique { get; init; }

    /// <summary>An I-Regexp (RFC 9485) that the whole string must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>A named format: one of <see cref="StringFormats"/>.</summary>
    public string? Format { get; init; }
}

/// <summary>The formats that <c>format</c> may name.</summary>
public static class StringFormats
{
    /// <summary>A host name of RFC 1123.</summary>
    public const string HostName = "hostname";

    /// <summary>A dotted IPv4 address.</summary>
    public const string IPv4 = "ipv4";

    /// <summary>An IPv6 address.</summary>
    public const string IPv6 = "ipv6";

    /// <summary>A MAC address: six hexadecimal pairs with colons.</summary>
    public const string Mac = "mac";

    /// <summary>A well-formed XML document without a document type declaration.</summary>
    public const string Xml = "xml";

    /// <summary>All of them.</summary>
    public static EquatableArray<string> All { get; } = new([HostName, IPv4, IPv6, Mac, Xml]);
}
