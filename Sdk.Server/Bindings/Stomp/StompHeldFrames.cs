using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>Frames that wait for their time: for CONNECT, or for COMMIT. They are kept as they were sent, and read then.</summary>
/// <param name="maxBytes">How many bytes of them are kept.</param>
internal sealed class StompHeldFrames(int maxBytes)
{
    private readonly FrameBuffer _frames = new();

    /// <summary>Takes what is done with each frame.</summary>
    internal delegate void Handler(StompHead head, ReadOnlySpan<byte> body);

    /// <summary>How many bytes there are.</summary>
    internal int Length => _frames.Length;

    /// <summary>Keeps a frame; false where there are too many.</summary>
    internal bool TryAdd(StompHead head, ReadOnlySpan<byte> body)
    {
        if ((long)_frames.Length + head.Bytes.Length + body.Length + 2 > maxBytes)
            return false;
        _frames.Append(head.Bytes);
        _frames.Append("\n"u8);
        _frames.Append(body);
        _frames.Append("\0"u8);
        return true;
    }

    /// <summary>Reads the frames by the rules of a version, forgets them, and hands each over.</summary>
    /// <exception cref="StompFaultException">One of them is not what it should be.</exception>
    internal void Replay(StompVersion version, StompLimits limits, Handler handler)
    {
        var reader = new StompReader(ofServer: false, limits) { Head = { Version = version } };
        try
        {
            var unread = _frames.Written;
            while (!unread.IsEmpty)
            {
                var read = reader.Read(unread, end: true);
                if (read.Status == FrameStatus.Broken)
                    throw new StompFaultException(read.Fault.Describe());
                if (read.Status != FrameStatus.Frame)
                    return;
                handler(reader.Head, unread.Slice(read.Start, read.Length));
                unread = unread[read.Consumed..];
            }
        }
        finally
        {
            Drop();
        }
    }

    /// <summary>Forgets them.</summary>
    internal void Drop() => _frames.Release();
}
