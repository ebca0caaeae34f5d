using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

public sealed class HeartBeatTests
{
    [Theory]
    [InlineData(1000, 1)]
    [InlineData(1000, 7)]
    [InlineData(1, 1)]
    [InlineData(30_000, 1000)]
    public void Something_is_sent_in_every_interval_whatever_else_is_sent(int interval, int late)
    {
        var peer = new Peer();
        var beat = new HeartBeat(peer, interval, 0, 0.1, now: 0);
        var random = new Random(interval);
        var lastSent = 0L;
        var longest = 0L;
        for (var now = 0L; now < 40L * interval; now++)
        {
            // Messages at times of their own, in the first half.
            if (now < 20L * interval && random.Next(interval) == 0)
                peer.Sent++;
            if (now >= beat.Due + (now % late))
                beat.Look(now);
            if (peer.TakeSent())
                lastSent = now;
            longest = Math.Max(longest, now - lastSent);
        }

        Assert.InRange(longest, 0, Math.Max(1, interval - 1));
        Assert.InRange(peer.Beats, 20, Math.Max(60, interval == 1 ? 100 : 0));
    }

    [Fact]
    public void A_peer_is_dead_after_the_interval_and_the_grace_and_not_before()
    {
        var peer = new Peer();
        var beat = new HeartBeat(peer, 0, 1000, 0.1, now: 0);
        for (var now = 0; now < 1100; now++)
            LookIfDue(beat, now);
        Assert.Null(peer.Silence);
        LookIfDue(beat, 1100);
        Assert.Equal(1000, peer.Silence);
        Assert.Equal(long.MaxValue, beat.Due);
    }

    [Fact]
    public void Any_data_count()
    {
        var peer = new Peer();
        var beat = new HeartBeat(peer, 0, 1000, 0.1, now: 0);
        for (var now = 0; now < 10_000; now++)
        {
            if (now % 1050 == 0)
                peer.Received++;
            LookIfDue(beat, now);
        }

        Assert.Null(peer.Silence);
        for (var now = 10_000; now < 12_000; now++)
            LookIfDue(beat, now);
        Assert.NotNull(peer.Silence);
    }

    [Fact]
    public void What_waits_to_be_read_is_a_sign_of_life()
    {
        var peer = new Peer { HasUnread = true };
        var beat = new HeartBeat(peer, 0, 1000, 0.1, now: 0);
        for (var now = 0; now < 10_000; now++)
            LookIfDue(beat, now);
        Assert.Null(peer.Silence);
        peer.HasUnread = false;
        for (var now = 10_000; now < 12_000; now++)
            LookIfDue(beat, now);
        Assert.NotNull(peer.Silence);
    }

    [Fact]
    public void The_grace_can_be_chosen()
    {
        var peer = new Peer();
        var beat = new HeartBeat(peer, 0, 1000, 0.5, now: 0);
        for (var now = 0; now < 1500; now++)
            LookIfDue(beat, now);
        Assert.Null(peer.Silence);
        LookIfDue(beat, 1500);
        Assert.NotNull(peer.Silence);
    }

    [Fact]
    public void A_direction_that_is_off_does_nothing()
    {
        var peer = new Peer();
        var sends = new HeartBeat(peer, 1000, 0, 0.1, now: 0);
        for (var now = 0; now < 10_000; now++)
            LookIfDue(sends, now);
        Assert.Null(peer.Silence);
        var expects = new HeartBeat(peer = new Peer { HasUnread = true }, 0, 1000, 0.1, now: 0);
        for (var now = 0; now < 10_000; now++)
            LookIfDue(expects, now);
        Assert.Equal(0, peer.Beats);
    }

    [Fact]
    public async Task One_thread_beats_for_many_and_one_that_fails_disturbs_none()
    {
        var thread = new HeartBeatThread();
        var peers = Enumerable.Range(0, 50).Select(_ => new Peer()).ToArray();
        var failing = new Peer { Fails = true };
        var beats = peers.Prepend(failing).Select(peer => new HeartBeat(peer, 20, 0, 0.1, HeartBeatThread.Now)).ToArray();
        foreach (var beat in beats)
            thread.Add(beat);
        await WaitFor.TrueAsync(() => peers.All(peer => peer.Beats > 3) && failing.Beats > 0);
        Assert.Single(peers.Append(failing).Select(peer => peer.Thread).Distinct());
        Assert.Equal(1, failing.Beats);

        foreach (var beat in beats)
            thread.Remove(beat);
        Assert.Equal(0, thread.Count);
    }

    [Fact]
    public async Task The_thread_is_none_of_the_pool()
    {
        var thread = new HeartBeatThread();
        var peer = new Peer();
        var beat = new HeartBeat(peer, 20, 0, 0.1, HeartBeatThread.Now);
        thread.Add(beat);
        await WaitFor.TrueAsync(() => peer.Beats > 2);
        Assert.False(peer.OnPool);
        thread.Remove(beat);
    }

    private static void LookIfDue(HeartBeat beat, long now)
    {
        if (now >= beat.Due)
            beat.Look(now);
    }

    private sealed class Peer : IHeartBeatPeer
    {
        private long _taken;
        private int _beats;

        public long Sent { get; set; }

        public long Received { get; set; }

        public bool HasUnread { get; set; }

        public bool Fails { get; init; }

        public int Beats => Volatile.Read(ref _beats);

        public int Thread { get; private set; }

        public bool OnPool { get; private set; }

        public int? Silence { get; private set; }

        public void Beat()
        {
            Thread = Environment.CurrentManagedThreadId;
            OnPool = System.Threading.Thread.CurrentThread.IsThreadPoolThread;
            Interlocked.Increment(ref _beats);
            if (Fails)
                throw new InvalidOperationException("It cannot beat.");
            Sent++;
        }

        public void OnSilent(int milliseconds) => Silence = milliseconds;

        public bool TakeSent()
        {
            var changed = Sent != _taken;
            _taken = Sent;
            return changed;
        }
    }
}
