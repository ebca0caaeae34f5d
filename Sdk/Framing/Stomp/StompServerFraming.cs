namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>
/// STOMP as a server reads it: every frame of a client is a message, whose head stands in <see cref="Head"/> while it is handled. What is
/// sent is whole frames already, because each has headers of its own.
/// </summary>
internal sealed class StompServerFraming : MessageFraming
{
    private readonly StompReader _reader;

    /// <summary>A framing for one connection.</summary>
    public StompServerFraming(StompLimits limits)
        : base(limits.BodyBytes)
        => _reader = new StompReader(ofServer: false, limits);

    /// <inheritdoc/>
    public override string Name => "stomp";

    /// <inheritdoc/>
    public override int MaxUnreadBytes => _reader.MaxUnreadBytes;

    /// <summary>The head of the frame that is handled, or that was being read when the framing broke.</summary>
    public StompHead Head => _reader.Head;

    /// <summary>Raised whenever bytes have arrived. Any thread may look.</summary>
    public long Reads => _reader.Reads;

    /// <inheritdoc/>
    public override FrameRead Read(ReadOnlySpan<byte> unread, bool end) => _reader.Read(unread, end);

    /// <inheritdoc/>
    public override int BeginFrame(FrameBuffer output) => output.Length;

    /// <inheritdoc/>
    public override void EndFrame(FrameBuffer output, int bodyStart)
    {
    }
}
