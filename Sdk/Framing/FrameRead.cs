namespace Virtwire.Sdk.Framing;

/// <summary>What a framing found at the start of the bytes it was given.</summary>
internal enum FrameStatus
{
    /// <summary>No whole frame yet. Bytes that say nothing, such as blank lines, may have been consumed all the same.</summary>
    NeedMore,

    /// <summary>One frame.</summary>
    Frame,

    /// <summary>
    /// The frame that begins here is larger than allowed. Said once, as soon as it is known; the rest of the frame is passed over
    /// as its bytes arrive, and the frames after it are read as usual.
    /// </summary>
    TooLarge,

    /// <summary>Frames can no longer be told apart: the connection is of no more use.</summary>
    Broken,
}

/// <summary>The answer of <see cref="MessageFraming.Read"/>.</summary>
/// <param name="Status">What was found.</param>
/// <param name="Consumed">How many bytes are done with, the frame's own included; never to be shown to the framing again.</param>
/// <param name="Start">Where the frame's body begins, for <see cref="FrameStatus.Frame"/>.</param>
/// <param name="Length">The length of the frame's body, for <see cref="FrameStatus.Frame"/>.</param>
/// <param name="Wanted">
/// For <see cref="FrameStatus.NeedMore"/>, how many bytes in all must stand after the consumed ones before there can be a frame,
/// where the framing knows; otherwise 0.
/// </param>
/// <param name="Fault">What is wrong, for <see cref="FrameStatus.Broken"/>.</param>
internal readonly record struct FrameRead(
    FrameStatus Status, int Consumed, int Start = 0, int Length = 0, int Wanted = 0, FramingFault Fault = FramingFault.None)
{
    public static FrameRead NeedMore(int consumed, int wanted = 0) => new(FrameStatus.NeedMore, consumed, Wanted: wanted);

    public static FrameRead Frame(int consumed, int start, int length) => new(FrameStatus.Frame, consumed, start, length);

    public static FrameRead TooLarge(int consumed) => new(FrameStatus.TooLarge, consumed);

    public static FrameRead Broken(FramingFault fault) => new(FrameStatus.Broken, 0, Fault: fault);
}
