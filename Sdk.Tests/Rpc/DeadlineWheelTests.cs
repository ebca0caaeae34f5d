using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

public sealed class DeadlineWheelTests
{
    private static readonly TimeSpan Slack = 2 * DeadlineWheel.Resolution + TimeSpan.FromMilliseconds(2);

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_119)]
    [InlineData(5_120)]
    [InlineData(60_000)]
    [InlineData(86_400_000)]
    public void A_deadline_passes_never_too_early_and_soon_after(int milliseconds)
    {
        using var wheel = new DeadlineWheel(_time);
        var entry = new Entry();
        _time.Advance(TimeSpan.FromMilliseconds(12_345.678));
        wheel.Schedule(entry, TimeSpan.FromMilliseconds(milliseconds));

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(0, entry.Expired);
        _time.Advance(Slack);
        Assert.Equal(1, entry.Expired);
        Assert.Equal(0, _time.SetTimers);
    }

    [Fact]
    public void What_ends_in_time_does_not_expire_and_the_timer_rests()
    {
        using var wheel = new DeadlineWheel(_time);
        var entry = new Entry();
        wheel.Schedule(entry, TimeSpan.FromSeconds(1));
        entry.Due = DeadlineEntry.None;

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, entry.Expired);
        Assert.Equal(0, _time.SetTimers);
    }

    [Fact]
    public void An_entry_used_again_keeps_its_new_deadline()
    {
        using var wheel = new DeadlineWheel(_time);
        var entry = new Entry();
        for (var i = 0; i < 100; i++)
        {
            wheel.Schedule(entry, TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromMilliseconds(300));
            entry.Due = DeadlineEntry.None;
        }

        wheel.Schedule(entry, TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, entry.Expired);
        wheel.Schedule(entry, TimeSpan.FromMilliseconds(10));
        _time.Advance(TimeSpan.FromMilliseconds(10) + Slack);
        Assert.Equal(1, entry.Expired);
    }

    [Fact]
    public void Any_mixture_of_deadlines_passes_in_time()
    {
        var steps = Gen.Choose(0, 3).Zip(Gen.Choose(0, 15)).Zip(Gen.Choose(0, 20_000)).ArrayOf(60);
        Prop.ForAll(Arb.From(steps), program =>
        {
            var time = new ManualTime();
            using var wheel = new DeadlineWheel(time);
            Entry[] entries = [.. Enumerable.Range(0, 16).Select(_ => new Entry())];
            var due = new TimeSpan?[16];
            var now = TimeSpan.Zero;
            foreach (var ((kind, index), milliseconds) in program)
            {
                var span = TimeSpan.FromMilliseconds(milliseconds);
                switch (kind)
                {
                    case 0:
                        entries[index].Due = DeadlineEntry.None;
                        due[index] = null;
                        break;
                    case 1:
                        time.Advance(span / 4);
                        now += span / 4;
                        break;
                    default:
                        wheel.Schedule(entries[index], span);
                        due[index] = now + span;
                        break;
                }

                for (var i = 0; i < entries.Length; i++)
                {
                    var expired = entries[i].TakeExpired();
                    if (expired && !(due[i] <= now))
                        return false;
                    if (expired)
                        due[i] = null;
                    else if (due[i] < now - Slack)
                        return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    private sealed class Entry : DeadlineEntry
    {
        public int Expired { get; private set; }

        public bool TakeExpired()
        {
            var expired = Expired > 0;
            Expired = 0;
            return expired;
        }

        internal override void Expire(long now)
        {
            if (Due > now)
                return;
            Due = None;
            Expired++;
        }
    }
}
