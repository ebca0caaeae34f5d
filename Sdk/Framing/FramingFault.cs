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

    /// <summary>A frame's command is none, or none that this side takes.</summary>
    FrameCommand,

    /// <summary>A frame's header has no colon, or no name before it.</summary>
    FrameHeaderSyntax,

    /// <summary>A frame's header has an escape that the version does not have.</summary>
    FrameEscape,

    /// <summary>A frame's header is not UTF-8.</summary>
    FrameNotText,

    /// <summary>A frame ended within its headers.</summary>
    FrameNulInHead,

    /// <summary>A line of a frame's head is longer than allowed.</summary>
    FrameLineTooLong,

    /// <summary>A frame has more headers than allowed.</summary>
    HeadersTooMany,

    /// <summary>A frame's body is longer than allowed.</summary>
    FrameBodyTooLarge,

    /// <summary>A frame has a body that may have none.</summary>
    FrameBodyNotAllowed,

    /// <summary>A frame's body is not ended by a NUL where its length says so.</summary>
    FrameNulMissing,

    /// <summary>A frame came that has no place there.</summary>
    FrameUnexpected,

    /// <summary>The peer itself has said that something was wrong.</summary>
    PeerError,
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
        FramingFault.FrameCommand => "A frame's command is not one that this side takes.",
        FramingFault.FrameHeaderSyntax => "A frame's header is not of the form 'name:value'.",
        FramingFault.FrameEscape => "A frame's header has an escape that this version does not have.",
        FramingFault.FrameNotText => "A frame's header is not UTF-8.",
        FramingFault.FrameNulInHead => "A frame ends within its headers: the empty line after them is missing.",
        FramingFault.FrameLineTooLong => "A line of a frame's headers is longer than allowed.",
        FramingFault.HeadersTooMany => "A frame has more headers than allowed.",
        FramingFault.FrameBodyTooLarge => "A frame's body is longer than allowed.",
        FramingFault.FrameBodyNotAllowed => "A frame has a body that may have none.",
        FramingFault.FrameNulMissing => "A frame's body is not ended by a NUL where its content-length says so.",
        FramingFault.FrameUnexpected => "A frame came that has no place there.",
        FramingFault.PeerError => "The peer has refused something.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
