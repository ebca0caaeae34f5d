namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>
/// Reads STOMP frames out of a stream of bytes, however it is cut. The body is told as a place among the bytes, the head is kept beside
/// them until the next frame is begun. Lines are done with as soon as they are there, so that only a body takes up memory.
/// </summary>
internal sealed class StompReader
{
    private const byte Lf = (byte)'\n';
    private const byte Cr = (byte)'\r';

    private readonly StompLimits _limits;
    private Stage _stage;
    private int _scanned;
    private long _reads;

    /// <summary>A reader for one connection.</summary>
    /// <param name="ofServer">Whether the frames are those that servers send; otherwise they are those of clients.</param>
    /// <param name="limits">How large they may be.</param>
    public StompReader(bool ofServer, StompLimits limits)
    {
        _limits = limits;
        Head = new StompHead(ofServer, limits);
    }

    private enum Stage
    {
        Between,
        Head,
        Body,
    }

    /// <summary>The head of the frame that was found last, or that is being read.</summary>
    public StompHead Head { get; }

    /// <summary>Raised whenever bytes have arrived. Any thread may look.</summary>
    public long Reads => Volatile.Read(ref _reads);

    /// <summary>How many bytes must have room for any frame to get through.</summary>
    public int MaxUnreadBytes => Math.Max(_limits.BodyBytes, _limits.LineBytes) + 2;

    // Before there is a version its lines are read by the newest rules: a client that ends them with CR LF does so from the first.
    private bool StripsCr => Head.Version is null or StompVersion.V12;

    /// <inheritdoc cref="MessageFraming.Read"/>
    public FrameRead Read(ReadOnlySpan<byte> unread, bool end)
    {
        Volatile.Write(ref _reads, _reads + 1);
        var at = 0;
        if (_stage == Stage.Between && !TryBegin(unread, ref at))
            return end && at < unread.Length ? FrameRead.Broken(FramingFault.Truncated) : FrameRead.NeedMore(at);

        while (_stage == Stage.Head)
        {
            if (!TryReadLine(unread[at..], out var length, out var fault))
                return fault != FramingFault.None ? FrameRead.Broken(fault) : NeedMore(at, 0, end);
            at += length;
            if (fault != FramingFault.None)
                return FrameRead.Broken(fault);
        }

        return Head.ContentLength >= 0 ? ReadCounted(unread, at, end) : ReadTerminated(unread, at, end);
    }

    // Ends of lines between two frames are heart-beats, or decoration. A CR LF is one in every version: it harms nobody.
    private bool TryBegin(ReadOnlySpan<byte> unread, ref int at)
    {
        while (at < unread.Length)
        {
            if (unread[at] == Cr)
            {
                if (at + 1 == unread.Length)
                    return false;
                if (unread[at + 1] == Lf)
                    at++;
            }

            if (unread[at] != Lf)
            {
                _stage = Stage.Head;
                at += Head.Begin(unread[at..]);
                return true;
            }

            at++;
        }

        return false;
    }

    /// <summary>Takes in one line of the head; false where it is not whole, or cannot become one.</summary>
    private bool TryReadLine(ReadOnlySpan<byte> rest, out int length, out FramingFault fault)
    {
        fault = FramingFault.None;
        var found = rest[_scanned..].IndexOfAny(Lf, (byte)0);
        var end = found < 0 ? rest.Length : _scanned + found;
        length = end + 1;
        if (end > _limits.LineBytes)
        {
            fault = FramingFault.FrameLineTooLong;
            return false;
        }

        if (found < 0)
        {
            _scanned = rest.Length;
            return false;
        }

        _scanned = 0;
        if (rest[end] == 0)
        {
            fault = FramingFault.FrameNulInHead;
            return false;
        }

        var line = rest[..end];
        if (StripsCr && line is [.. var before, Cr])
            line = before;
        fault = line.IsEmpty ? EndHead() : Head.Add(line, rest[..length]);
        return true;
    }

    private FramingFault EndHead()
    {
        _stage = Stage.Body;
        if (Head.ContentLength > 0 && !Head.Command.MayHaveBody())
            return FramingFault.FrameBodyNotAllowed;
        return Head.ContentLength > _limits.BodyBytes ? FramingFault.FrameBodyTooLarge : FramingFault.None;
    }

    private FrameRead ReadCounted(ReadOnlySpan<byte> unread, int at, bool end)
    {
        var length = (int)Head.ContentLength;
        if (unread.Length - at <= length)
            return NeedMore(at, length + 1, end);
        return unread[at + length] == 0 ? Frame(at, length) : FrameRead.Broken(FramingFault.FrameNulMissing);
    }

    private FrameRead ReadTerminated(ReadOnlySpan<byte> unread, int at, bool end)
    {
        var rest = unread[at..];
        if (!rest.IsEmpty && rest[0] != 0 && !Head.Command.MayHaveBody())
            return FrameRead.Broken(FramingFault.FrameBodyNotAllowed);
        var found = rest[_scanned..].IndexOf((byte)0);
        var length = found < 0 ? rest.Length : _scanned + found;
        if (length > _limits.BodyBytes)
            return FrameRead.Broken(FramingFault.FrameBodyTooLarge);
        if (found >= 0)
            return Frame(at, length);
        _scanned = rest.Length;
        return NeedMore(at, 0, end);
    }

    private FrameRead Frame(int at, int length)
    {
        _scanned = 0;
        _stage = Stage.Between;
        return FrameRead.Frame(at + length + 1, at, length);
    }

    private static FrameRead NeedMore(int at, int wanted, bool end) =>
        end ? FrameRead.Broken(FramingFault.Truncated) : FrameRead.NeedMore(at, wanted);
}
