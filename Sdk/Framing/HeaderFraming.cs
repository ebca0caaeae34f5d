using System.Globalization;

namespace Virtwire.Sdk.Framing;

/// <summary>
/// Messages behind a header with their length, as the language-server protocol has them:
/// <c>Content-Length: 52 CR LF CR LF</c> and 52 bytes.
/// </summary>
internal sealed class HeaderFraming : MessageFraming
{
    /// <summary>The length of the longest header that is read.</summary>
    public const int DefaultMaxHeaderBytes = 8 * 1024;

    private const byte Lf = (byte)'\n';
    private const int MostDigits = 10;

    private readonly int _maxHeaderBytes;
    private HeaderFields _fields = HeaderFields.None;
    private int _headerBytes;
    private int _scanned;
    private int _bodyBytes = -1;
    private long _skipBytes;
    private int _digits = 3;

    /// <summary>A framing for one connection.</summary>
    public HeaderFraming(int maxMessageBytes, int maxHeaderBytes = DefaultMaxHeaderBytes)
        : base(maxMessageBytes)
        => _maxHeaderBytes = maxHeaderBytes;

    /// <inheritdoc/>
    public override string Name => "headers";

    /// <inheritdoc/>
    public override int MaxUnreadBytes => Math.Max(MaxMessageBytes, _maxHeaderBytes + 1);

    /// <inheritdoc/>
    public override FrameRead Read(ReadOnlySpan<byte> unread, bool end)
    {
        var at = 0;
        if (_skipBytes > 0)
        {
            at = (int)Math.Min(_skipBytes, unread.Length);
            _skipBytes -= at;
            if (_skipBytes > 0)
                return end ? FrameRead.Broken(FramingFault.Truncated) : FrameRead.NeedMore(at);
        }

        if (_bodyBytes < 0 && !TryReadHeader(unread, end, ref at, out var outcome))
            return outcome;

        if (unread.Length - at < _bodyBytes)
            return end ? FrameRead.Broken(FramingFault.Truncated) : FrameRead.NeedMore(at, _bodyBytes);

        var length = _bodyBytes;
        _bodyBytes = -1;
        return FrameRead.Frame(at + length, at, length);
    }

    /// <inheritdoc/>
    public override int BeginFrame(FrameBuffer output)
    {
        // The length is not known yet: leave as much room as the message before needed, which is right for most.
        output.Append("Content-Length: "u8);
        output.Append("0000000000"u8[.._digits]);
        output.Append("\r\n\r\n"u8);
        return output.Length;
    }

    /// <inheritdoc/>
    public override void EndFrame(FrameBuffer output, int bodyStart)
    {
        const int BlankLine = 4;
        var length = output.Length - bodyStart;
        Span<byte> digits = stackalloc byte[MostDigits];
        length.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        var digitsStart = bodyStart - BlankLine - _digits;
        if (count != _digits)
        {
            output.Move(bodyStart - BlankLine, count - _digits);
            _digits = count;
        }

        digits[..count].CopyTo(output.Written[digitsStart..]);
    }

    /// <summary>Reads header lines as they become whole; true at the header's end.</summary>
    private bool TryReadHeader(ReadOnlySpan<byte> unread, bool end, ref int at, out FrameRead outcome)
    {
        while (true)
        {
            var rest = unread[at..];
            var length = rest[_scanned..].IndexOf(Lf);
            var seen = length < 0 ? rest.Length : _scanned + length + 1;
            if (_headerBytes + seen > _maxHeaderBytes)
                return Stop(FrameRead.Broken(FramingFault.HeaderTooLong), out outcome);

            if (length < 0)
            {
                var cut = end && (_headerBytes > 0 || !rest.IsEmpty);
                _scanned = rest.Length;
                return Stop(cut ? FrameRead.Broken(FramingFault.Truncated) : FrameRead.NeedMore(at), out outcome);
            }

            _scanned = 0;
            _headerBytes += seen;
            at += seen;
            if (rest[..seen] is not [.. var line, (byte)'\r', Lf])
                return Stop(FrameRead.Broken(FramingFault.HeaderLineEnd), out outcome);
            if (line.IsEmpty)
                return TryEndHeader(at, out outcome);

            var fault = _fields.Add(line);
            if (fault != FramingFault.None)
                return Stop(FrameRead.Broken(fault), out outcome);
        }
    }

    private bool TryEndHeader(int at, out FrameRead outcome)
    {
        var length = _fields.ContentLength;
        _fields = HeaderFields.None;
        _headerBytes = 0;
        if (length < 0)
            return Stop(FrameRead.Broken(FramingFault.LengthMissing), out outcome);

        if (length > MaxMessageBytes)
        {
            _skipBytes = length;
            return Stop(FrameRead.TooLarge(at), out outcome);
        }

        _bodyBytes = (int)length;
        outcome = default;
        return true;
    }

    private static bool Stop(FrameRead because, out FrameRead outcome)
    {
        outcome = because;
        return false;
    }
}
