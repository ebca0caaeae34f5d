using System.ComponentModel;

namespace Virtwire.Sdk.Wire;

/// <summary>What is wrong with a piece of JSON. The list is closed: every refusal of a codec is one of these.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum WireFault
{
    /// <summary>It is not JSON.</summary>
    Syntax,

    /// <summary>Objects and arrays are nested deeper than is allowed.</summary>
    TooDeep,

    /// <summary>Another kind of value is wanted.</summary>
    Mistyped,

    /// <summary><c>null</c> stands where a value is wanted.</summary>
    Null,

    /// <summary>A required member is absent.</summary>
    Missing,

    /// <summary>The schema has no such member, enum value or variant.</summary>
    Unknown,

    /// <summary>A member stands twice in one object.</summary>
    Duplicate,

    /// <summary>A string is not valid text: bad UTF-8, or half of a surrogate pair.</summary>
    NotText,

    /// <summary>A number is outside its type's range or its bounds.</summary>
    OutOfRange,

    /// <summary>Text or bytes are shorter than allowed.</summary>
    TooShort,

    /// <summary>Text or bytes are longer than allowed.</summary>
    TooLong,

    /// <summary>A list or map has fewer items than allowed.</summary>
    TooFew,

    /// <summary>A list, map or parameter array has more items than allowed.</summary>
    TooMany,

    /// <summary>A list has two equal items.</summary>
    NotUnique,

    /// <summary>Text does not match its pattern.</summary>
    Pattern,

    /// <summary>Text is not of its format: a URI, a timestamp, an address.</summary>
    Format,
}
