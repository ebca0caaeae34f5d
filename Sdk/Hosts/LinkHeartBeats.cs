using System.Globalization;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Hosts;

/// <summary>The heart-beats of one link, from the server's CONNECTED to the link's end.</summary>
internal sealed class LinkHeartBeats : IHeartBeatPeer
{
    private readonly RpcConnection _rpc;
    private readonly Transport _transport;
    private readonly StompClientFraming _framing;
    private readonly double _grace;
    private readonly Lock _gate = new();
    private HeartBeat? _beat;
    private bool _stopped;

    /// <summary>Heart-beats that begin when the server has accepted.</summary>
    public LinkHeartBeats(RpcConnection rpc, Transport transport, StompClientFraming framing, double grace)
    {
        _rpc = rpc;
        _transport = transport;
        _framing = framing;
        _grace = grace;
        framing.Connected = Begin;
    }

    /// <inheritdoc/>
    public long Sent => _rpc.Writer.HandedOver;

    /// <inheritdoc/>
    public long Received => _framing.Reads;

    /// <inheritdoc/>
    public bool HasUnread => _transport.HasUnread;

    /// <inheritdoc/>
    public void Beat() => _rpc.Writer.Beat();

    /// <inheritdoc/>
    public void OnSilent(int milliseconds) => _rpc.Abort(new CloseReason(
        CloseKind.ReceiveFailed,
        string.Create(CultureInfo.InvariantCulture, $"The server is dead: it was to send something every {milliseconds} ms, and nothing came.")));

    /// <summary>Ends them. Nothing is sent afterwards.</summary>
    public void Stop()
    {
        HeartBeat? beat;
        lock (_gate)
        {
            _stopped = true;
            beat = _beat;
        }

        if (beat is not null)
            HeartBeatThread.Shared.Remove(beat);
    }

    private void Begin(int sendEvery, int expectEvery)
    {
        lock (_gate)
        {
            if (_stopped || (sendEvery == 0 && expectEvery == 0))
                return;
            _beat = new HeartBeat(this, sendEvery, expectEvery, _grace, HeartBeatThread.Now);
            HeartBeatThread.Shared.Add(_beat);
        }
    }
}
