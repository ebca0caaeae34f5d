namespace Virtwire.Sdk.Framing;

/// <summary>
/// How messages are told apart in a stream of bytes. Pure: it is shown bytes and says what they are. One object serves one
/// connection: reading and writing each keep a little state, and may go on at the same time.
/// </summary>
internal abstract class MessageFraming
{
    protected MessageFraming(int maxMessageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessageBytes);
        MaxMessageBytes = maxMessageBytes;
    }

    /// <summary>The framing's name in connection URIs and logs.</summary>
    public abstract string Name { get; }

    /// <summary>The length of the largest message that is read.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>
    /// How many bytes a reader must be able to hold for any frame to get through; what
    /// <see cref="FrameRead.Consumed"/> says is done with needs no room any more.
    /// </summary>
    public abstract int MaxUnreadBytes { get; }

    /// <summary>What is sent before the first message; empty for nothing.</summary>
    public virtual ReadOnlyMemory<byte> Preamble => default;

    /// <summary>
    /// Looks at the bytes that were received and not consumed yet, always from the first of them on; the bytes after those that
    /// one call consumes are shown to the next.
    /// </summary>
    /// <param name="unread">The bytes.</param>
    /// <param name="end">Whether no more will come.</param>
    public abstract FrameRead Read(ReadOnlySpan<byte> unread, bool end);

    /// <summary>What was found wrong, as a sentence.</summary>
    public virtual string Describe(FramingFault fault) => fault.Describe();

    /// <summary>Begins a frame whose body will be appended to <paramref name="output"/>; returns where the body begins.</summary>
    public abstract int BeginFrame(FrameBuffer output);

    /// <summary>Ends the frame whose body begins at <paramref name="bodyStart"/> and is the rest of <paramref name="output"/>.</summary>
    public abstract void EndFrame(FrameBuffer output, int bodyStart);
}
