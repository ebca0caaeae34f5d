namespace Virtwire.Sdk.Framing;

/// <summary>Why frames can no longer be told apart.</summary>
internal enum FramingFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The bytes ended in the middle of a frame.</summary>
    Truncated,

    /// <summary>The header is longer than allowed.</summary>
    HeaderTooLong,

    /// <summary>A header line does not end with CR LF.</summary>
    HeaderLineEnd,

    /// <summary>A header line is not <c>Name: value</c>.</summary>
    HeaderSyntax,

    /// <summary>The header ended without Content-Length.</summary>
    LengthMissing,

    /// <summary>Content-Length stands twice in one header.</summary>
    LengthRepeated,

    /// <summary>Content-Length is not a number of bytes.</summary>
    LengthInvalid,

    /// <summary>Content-Type asks for another encoding than UTF-8.</summary>
    CharsetUnsupported,
}

/// <summary>The catalogue of what a framing can find wrong, in words.</summary>
internal static class FramingFaults
{
    /// <summary>The fault as a sentence.</summary>
    public static string Describe(this FramingFault fault) => fault switch
    {
        FramingFault.None => "Nothing is wrong with the framing.",
        FramingFault.Truncated => "The bytes ended in the middle of a message.",
        FramingFault.HeaderTooLong => "A message's header is longer than allowed.",
        FramingFault.HeaderLineEnd => "A header line does not end with CR LF.",
        FramingFault.HeaderSyntax => "A header line is not of the form 'Name: value'.",
        FramingFault.LengthMissing => "A message's header has no Content-Length.",
        FramingFault.LengthRepeated => "A message's header has Content-Length twice.",
        FramingFault.LengthInvalid => "A message's Content-Length is not a number of bytes.",
        FramingFault.CharsetUnsupported => "A message's Content-Type asks for another encoding than UTF-8.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
