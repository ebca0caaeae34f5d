using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>A connection that speaks STOMP: what is sent on it, its heart-beats, and its end. What comes on it <see cref="StompHandler"/> takes.</summary>
internal sealed class StompConnection : SessionConnection, IHeartBeatPeer
{
    // How long a client that is sending still may take to see why it is refused.
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private readonly StompBinding _binding;
    private readonly Transport _transport;
    private readonly StompServerFraming _framing;
    private readonly StompHandler _handler;
    private HeartBeat? _beat;
    private long _lastMessage;
    private bool _refused;
    private string? _farewell;

    internal StompConnection(StompBinding binding, ServerCore core, ServerLimits limits, Transport transport, PeerIdentity peer)
        : this(binding, core, limits, transport, peer, new StompServerFraming(new StompLimits(limits.MessageBytes)))
    {
    }

    private StompConnection(
        StompBinding binding, ServerCore core, ServerLimits limits, Transport transport, PeerIdentity peer, StompServerFraming framing)
        : base(core, limits, peer, framing)
    {
        _binding = binding;
        _transport = transport;
        _framing = framing;
        Subscriptions = new StompSubscriptions(binding.Topics);
        _handler = new StompHandler(this, framing);
        Attach(transport, framing, _handler);
    }

    /// <summary>The subscriptions.</summary>
    internal StompSubscriptions Subscriptions { get; }

    /// <summary>Where clients talk to each other.</summary>
    internal StompTopics Topics => _binding.Topics;

    /// <summary>Where events go that <c>Events.subscribe</c> has asked for: to where its last answer went.</summary>
    internal StompSubscription? EventReply { get; set; }

    /// <inheritdoc/>
    long IHeartBeatPeer.Sent => Writer.HandedOver;

    /// <inheritdoc/>
    long IHeartBeatPeer.Received => _framing.Reads;

    /// <inheritdoc/>
    bool IHeartBeatPeer.HasUnread => _transport.HasUnread;

    // The head of a frame that broke within its first lines may know the version already, and only that.
    private StompVersion Escapes => _handler.Version ?? StompVersion.V10;

    /// <summary>A number for a MESSAGE, which no other of this connection has.</summary>
    internal long NextMessage() => Interlocked.Increment(ref _lastMessage);

    /// <summary>Sends a frame with a body; false where too much has piled up, and the peer is to be cut off.</summary>
    internal bool TrySendFrame(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) =>
        Writer.AppendFramed(head, body, "\0"u8).Status != AppendStatus.OutboxFull;

    /// <summary>Accepts the client, and begins to beat.</summary>
    internal void SendConnected(StompGreeting greeting)
    {
        var output = new FrameBuffer();
        var writer = new StompWriter(output, StompVersion.V10);
        writer.Begin("CONNECTED"u8);
        writer.Header("version"u8, greeting.Version.Name());
        if (greeting.SaysBeats)
            writer.Header("heart-beat"u8, greeting.Own.ToString());
        writer.Header("server"u8, $"{Core.Product.Name}/{Core.Product.Version}");
        writer.End();
        Writer.AppendFramed(output.Written);
        output.Release();

        var sendEvery = greeting.Own.SendEvery(greeting.Peer);
        var expectEvery = greeting.Own.ExpectEvery(greeting.Peer);
        if (sendEvery == 0 && expectEvery == 0)
            return;
        _beat = new HeartBeat(this, sendEvery, expectEvery, Core.HeartBeatGrace, HeartBeatThread.Now);
        _binding.Beats.Add(_beat);
    }

    /// <summary>Says that a frame was processed.</summary>
    internal void SendReceipt(string id)
    {
        var output = new FrameBuffer();
        var writer = new StompWriter(output, Escapes);
        writer.Begin("RECEIPT"u8);
        writer.Header("receipt-id"u8, id);
        writer.End();
        if (Writer.AppendFramed(output.Written).Status == AppendStatus.OutboxFull)
            CutOff();
        output.Release();
    }

    /// <summary>The client leaves: what it has asked is answered, then it is told, and the connection is closed.</summary>
    internal void Leave(string? receipt)
    {
        _farewell = receipt;
        Stop(new CloseReason(CloseKind.Peer, "The peer disconnected."));
    }

    /// <summary>Refuses a frame: says what is wrong, and nothing more.</summary>
    internal void Refuse(StompFaultException fault, string? receipt)
    {
        RefuseOnce(fault.Message, receipt, fault.Versions);
        Stop(new CloseReason(CloseKind.BadMessage, fault.Message));
    }

    /// <inheritdoc/>
    void IHeartBeatPeer.Beat() => Writer.Beat();

    /// <inheritdoc/>
    void IHeartBeatPeer.OnSilent(int milliseconds)
    {
        StompLog.Silent(Core.Logger, Session.Info.Id, milliseconds);
        Abort(new CloseReason(
            CloseKind.ReceiveFailed,
            string.Create(CultureInfo.InvariantCulture, $"The peer is dead: it was to send something every {milliseconds} ms, and nothing came.")));
    }

    /// <inheritdoc/>
    protected override void AppendLast(ErrorPayload error, ReadOnlyMemory<byte>? gap)
    {
        // Clients that know JSON-RPC read there why there is no more; all others in ERROR.
        var output = new FrameBuffer();
        var last = gap is { } told ? told.Span : JsonRpcAnswer.Error("null"u8, error);
        (EventReply ?? _handler.LastReply)?.Write(output, last);
        WriteError(output, error.Message, null, null);
        Writer.AppendLast(output.Written);
        output.Release();
    }

    /// <inheritdoc/>
    protected override void SendEvent(ReadOnlyMemory<byte> notification) => EventReply?.Send(notification.Span);

    /// <inheritdoc/>
    protected override void OnBrokenFraming(CloseReason reason)
    {
        var receipt = _framing.Head.Command == StompCommand.Unknown ? null : _framing.Head.Text(StompHeaderName.Receipt);
        RefuseOnce(reason.Message, receipt, null);
    }

    /// <inheritdoc/>
    protected override async Task OnEndingAsync(CloseReason reason)
    {
        if (_beat is not null)
            _binding.Beats.Remove(_beat);
        if (_farewell is not null)
            SendReceipt(_farewell);
        Subscriptions.Clear();
        _handler.Close();
        if (!_refused)
            return;
        Session.Close();
        await LingerAsync().ConfigureAwait(false);
    }

    // What a client still sends is read and dropped: to close while it is on its way would take the ERROR back out of the client's hands.
    private async Task LingerAsync()
    {
        try
        {
            if (!await WithinAsync(Writer.CompleteAsync(), LingerTime).ConfigureAwait(false))
                return;
            _transport.EndSend();
            await WithinAsync(DropAsync(), LingerTime).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // It has seen enough.
        }
    }

    private async Task DropAsync()
    {
        var dropped = new byte[16 * 1024];
        try
        {
            while (await _transport.ReceiveAsync(dropped).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // Closed from here, when it took too long, or from there.
        }
    }

    private void RefuseOnce(string message, string? receipt, string? versions)
    {
        if (_refused)
            return;
        _refused = true;
        StompLog.Refused(Core.Logger, Session.Info.Id, message);
        var output = new FrameBuffer();
        WriteError(output, message, receipt, versions);
        Writer.AppendLast(output.Written);
        output.Release();
    }

    private void WriteError(FrameBuffer output, string message, string? receipt, string? versions)
    {
        var writer = new StompWriter(output, Escapes);
        writer.Begin("ERROR"u8);
        writer.Header("message"u8, message);
        if (receipt is not null)
            writer.Header("receipt-id"u8, receipt);
        if (versions is not null)
            writer.Header("version"u8, versions);
        writer.Header("content-type"u8, "text/plain"u8);
        writer.End(Encoding.UTF8.GetBytes(message));
    }
}
