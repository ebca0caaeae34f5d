using System.ComponentModel;

namespace Virtwire.Sdk.Wire;

/// <summary>The formats of text that a schema may name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum TextFormat
{
    /// <summary>A host name of RFC 1123.</summary>
    HostName,

    /// <summary>A dotted IPv4 address.</summary>
    IPv4,

    /// <summary>An IPv6 address.</summary>
    IPv6,

    /// <summary>A MAC address: six hexadecimal pairs with colons.</summary>
    Mac,

    /// <summary>A well-formed XML document without a document type declaration.</summary>
    Xml,
}
