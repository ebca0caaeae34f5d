using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>
/// STOMP as a client speaks it that has requests to make: each message sent is a SEND to the server's request destination, each message
/// received the body of a MESSAGE. The frames around them, from CONNECT to ERROR, are dealt with here.
/// </summary>
internal sealed class StompClientFraming : MessageFraming
{
    /// <summary>Where requests go.</summary>
    public const string Requests = "virtwire.request";

    /// <summary>Where answers come from.</summary>
    public const string Replies = "virtwire.reply";

    private const int MostDigits = 10;

    private static readonly byte[] Send = Encoding.ASCII.GetBytes(
        $"SEND\ndestination:{Requests}\nreply-to:{Replies}\ncontent-type:application/json\ncontent-length:");

    private readonly StompReader _reader;
    private readonly StompHeartBeats _beats;
    private readonly byte[] _preamble;
    private string? _complaint;
    private bool _isConnected;
    private int _digits = 3;

    /// <summary>A framing for one connection.</summary>
    /// <param name="maxMessageBytes">The length of the longest message that is read.</param>
    /// <param name="host">The server's name, as it was asked for.</param>
    /// <param name="beats">The heart-beats that this side offers and wants.</param>
    public StompClientFraming(int maxMessageBytes, string host = "/", StompHeartBeats beats = default)
        : base(maxMessageBytes)
    {
        _reader = new StompReader(ofServer: true, new StompLimits(maxMessageBytes)) { Head = { Version = StompVersion.V12 } };
        _beats = beats;
        _preamble = Greeting(host, beats);
    }

    /// <summary>Told once, by the reader, when the server has accepted: how often to send, how often to expect something, in milliseconds.</summary>
    public Action<int, int>? Connected { get; set; }

    /// <inheritdoc/>
    public override string Name => "stomp";

    /// <inheritdoc/>
    public override int MaxUnreadBytes => _reader.MaxUnreadBytes;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Preamble => _preamble;

    /// <summary>Raised whenever bytes have arrived. Any thread may look.</summary>
    public long Reads => _reader.Reads;

    /// <inheritdoc/>
    public override string Describe(FramingFault fault) =>
        fault == FramingFault.PeerError ? $"The server refused something: {_complaint}" : fault.Describe();

    /// <inheritdoc/>
    public override FrameRead Read(ReadOnlySpan<byte> unread, bool end)
    {
        var at = 0;
        while (true)
        {
            var read = _reader.Read(unread[at..], end);
            if (read.Status != FrameStatus.Frame)
                return read with { Consumed = read.Status == FrameStatus.Broken ? 0 : at + read.Consumed };
            if (_reader.Head.Command == StompCommand.Message && _isConnected)
                return FrameRead.Frame(at + read.Consumed, at + read.Start, read.Length);
            var fault = Take(_reader.Head);
            if (fault != FramingFault.None)
                return FrameRead.Broken(fault);
            at += read.Consumed;
        }
    }

    /// <inheritdoc/>
    public override int BeginFrame(FrameBuffer output)
    {
        // The length is not known yet: leave as much room as the message before needed, which is right for most.
        output.Append(Send);
        output.Append("0000000000"u8[.._digits]);
        output.Append("\n\n"u8);
        return output.Length;
    }

    /// <inheritdoc/>
    public override void EndFrame(FrameBuffer output, int bodyStart)
    {
        const int BlankLine = 2;
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
        output.Append("\0"u8);
    }

    // Later frames need not wait for CONNECTED: only one version is offered, and what the server refuses it says by an ERROR.
    private static byte[] Greeting(string host, StompHeartBeats beats)
    {
        var output = new FrameBuffer();
        var writer = new StompWriter(output, StompVersion.V10);
        writer.Begin("CONNECT"u8);
        writer.Header("accept-version"u8, "1.2"u8);
        writer.Header("host"u8, host);
        writer.Header("heart-beat"u8, beats.ToString());
        writer.End();
        writer.Begin("SUBSCRIBE"u8);
        writer.Header("id"u8, "0"u8);
        writer.Header("destination"u8, Replies);
        writer.Header("ack"u8, "auto"u8);
        writer.End();
        byte[] greeting = [.. output.Written];
        output.Release();
        return greeting;
    }

    private FramingFault Take(StompHead head)
    {
        switch (head.Command)
        {
            case StompCommand.Connected when !_isConnected:
                if (!head.Raw(StompHeaderName.Version).SequenceEqual("1.2"u8)
                    || !StompHeartBeats.TryParse(head.Raw(StompHeaderName.HeartBeat), out var server))
                    return FramingFault.FrameUnexpected;
                _isConnected = true;
                Connected?.Invoke(_beats.SendEvery(server), _beats.ExpectEvery(server));
                return FramingFault.None;
            case StompCommand.Receipt when _isConnected:
                return FramingFault.None;
            case StompCommand.Error:
                _complaint = head.Text(StompHeaderName.Message) ?? "it does not say what.";
                return FramingFault.PeerError;
            default:
                return FramingFault.FrameUnexpected;
        }
    }
}
