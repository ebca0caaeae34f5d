namespace Virtwire.Sdk.Rpc;

/// <summary>
/// The heart-beats of one connection: when to send one, and when the peer is dead. Owns no time: it is told how late it is, in milliseconds.
/// </summary>
/// <param name="peer">The connection.</param>
/// <param name="sendEvery">How often something must be sent; 0 for never.</param>
/// <param name="expectEvery">How often something must come; 0 for never.</param>
/// <param name="grace">How much of that it may be late.</param>
/// <param name="now">What time it is.</param>
internal sealed class HeartBeat(IHeartBeatPeer peer, int sendEvery, int expectEvery, double grace, long now)
{
    // Looking is cheap, so nobody keeps the time of each message: a fourth of the interval is exact enough to beat after three of them.
    private const int Looks = 4;

    private readonly long _patience = expectEvery + (long)Math.Ceiling(expectEvery * grace);
    private long _sent = peer.Sent;
    private long _received = peer.Received;
    private long _lastLook = now;
    private long _quietSince = now;
    private long _heardAt = now;

    /// <summary>When to look next; <see cref="long.MaxValue"/> for never again.</summary>
    public long Due { get; private set; } = FirstLook(sendEvery, expectEvery, now);

    /// <summary>Looks, and does what is due.</summary>
    public void Look(long now)
    {
        if (expectEvery > 0 && IsSilent(now))
        {
            Due = long.MaxValue;
            peer.OnSilent(expectEvery);
            return;
        }

        if (sendEvery > 0)
            SendIfQuiet(now);
        Due = long.MaxValue;
        if (sendEvery > 0)
            Due = now + Step(sendEvery);
        if (expectEvery > 0)
            Due = Math.Min(Due, Math.Min(now + Step(expectEvery), _heardAt + _patience));
        _lastLook = now;
    }

    private bool IsSilent(long now)
    {
        var received = peer.Received;
        if (received != _received)
        {
            _received = received;
            _heardAt = now;
            return false;
        }

        if (now - _heardAt < _patience)
            return false;

        // What has arrived is a sign of life, whether or not anybody has found the time to read it.
        if (!peer.HasUnread)
            return true;
        _heardAt = now;
        return false;
    }

    private void SendIfQuiet(long now)
    {
        var sent = peer.Sent;
        if (sent != _sent)
        {
            // It was sent after the last look; when, nobody knows.
            _sent = sent;
            _quietSince = _lastLook;
        }

        if (now - _quietSince < sendEvery - Step(sendEvery))
            return;
        peer.Beat();
        _sent = peer.Sent;
        _quietSince = now;
    }

    private static int Step(int interval) => Math.Max(1, interval / Looks);

    private static long FirstLook(int sendEvery, int expectEvery, long now)
    {
        var sooner = Math.Min(sendEvery > 0 ? sendEvery : int.MaxValue, expectEvery > 0 ? expectEvery : int.MaxValue);
        return now + Step(sooner);
    }
}
