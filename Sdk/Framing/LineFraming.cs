namespace Virtwire.Sdk.Framing;

/// <summary>One message a line. A line ends with LF; a CR before it is not part of the message; blank lines say nothing.</summary>
internal sealed class LineFraming : MessageFraming
{
    private const byte Lf = (byte)'\n';
    private const byte Cr = (byte)'\r';

    private readonly bool _takesUnterminated;
    private int _scanned;
    private bool _skipping;

    /// <summary>A framing for one connection.</summary>
    /// <param name="maxMessageBytes">The length of the longest line that is read, its end not counted.</param>
    /// <param name="takesUnterminated">
    /// Whether a last line without an end is a message, as a person at a terminal may send it. A client must not take it for
    /// one: there it is what is left of a message whose sender died.
    /// </param>
    public LineFraming(int maxMessageBytes, bool takesUnterminated = false)
        : base(maxMessageBytes)
        => _takesUnterminated = takesUnterminated;

    /// <inheritdoc/>
    public override string Name => "lines";

    /// <inheritdoc/>
    public override int MaxUnreadBytes => MaxMessageBytes + 2;

    /// <inheritdoc/>
    public override FrameRead Read(ReadOnlySpan<byte> unread, bool end)
    {
        var start = 0;
        while (true)
        {
            var rest = unread[start..];
            var length = rest[_scanned..].IndexOf(Lf);
            if (length < 0)
                return Unfinished(rest, start, end);

            length += _scanned;
            _scanned = 0;
            var next = start + length + 1;
            var line = WithoutCr(rest[..length]);
            if (_skipping)
                _skipping = false;
            else if (line.Length > MaxMessageBytes)
                return FrameRead.TooLarge(next);
            else if (!IsBlank(line))
                return FrameRead.Frame(next, start, line.Length);
            start = next;
        }
    }

    /// <inheritdoc/>
    public override int BeginFrame(FrameBuffer output) => output.Length;

    /// <inheritdoc/>
    public override void EndFrame(FrameBuffer output, int bodyStart)
    {
        // In JSON a bare LF can only be white space between two tokens, never part of one.
        var body = output.Written[bodyStart..];
        if (body.Contains(Lf))
            body.Replace(Lf, (byte)' ');
        output.Append("\n"u8);
    }

    private FrameRead Unfinished(ReadOnlySpan<byte> rest, int start, bool end)
    {
        if (_skipping)
            return end ? FrameRead.Broken(FramingFault.Truncated) : FrameRead.NeedMore(start + rest.Length);

        var line = WithoutCr(rest);
        if (line.Length > MaxMessageBytes)
        {
            _scanned = 0;
            _skipping = true;
            return FrameRead.TooLarge(start + rest.Length);
        }

        if (!end || IsBlank(line))
        {
            _scanned = end ? 0 : rest.Length;
            return FrameRead.NeedMore(end ? start + rest.Length : start);
        }

        _scanned = 0;
        return _takesUnterminated ? FrameRead.Frame(start + rest.Length, start, line.Length) : FrameRead.Broken(FramingFault.Truncated);
    }

    private static ReadOnlySpan<byte> WithoutCr(ReadOnlySpan<byte> line) => line is [.., Cr] ? line[..^1] : line;

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IsEmpty || (line[0] <= ' ' && !line.ContainsAnyExcept(" \t\r"u8));
}
