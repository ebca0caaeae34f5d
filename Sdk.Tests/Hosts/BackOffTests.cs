using Virtwire.Sdk.Hosts;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Hosts;

public sealed class BackOffTests
{
    [Fact]
    public void Waits_double_up_to_the_longest_and_are_of_random_length_between_half_and_the_whole()
    {
        var waits = Enumerable.Range(0, 200).Select(_ => Waits(new ManualTime(), 50)).ToList();
        for (var i = 0; i < 50; i++)
        {
            var longest = TimeSpan.FromSeconds(Math.Min(10, 0.1 * Math.Pow(2, i)));
            Assert.All(waits, w => Assert.InRange(w[i], longest / 2, longest));
            Assert.True(waits.Select(w => w[i]).Distinct().Count() > 100);
        }
    }

    [Fact]
    public void A_connection_that_held_long_begins_anew_and_one_that_did_not_goes_on()
    {
        var time = new ManualTime();
        var backOff = Make(time);
        for (var i = 0; i < 6; i++)
            backOff.Next();

        backOff.Connected();
        time.Advance(TimeSpan.FromSeconds(9));
        backOff.Lost();
        Assert.InRange(backOff.Next(), TimeSpan.FromSeconds(3.2), TimeSpan.FromSeconds(6.4));

        backOff.Connected();
        time.Advance(TimeSpan.FromSeconds(10));
        backOff.Lost();
        Assert.InRange(backOff.Next(), TimeSpan.FromSeconds(0.05), TimeSpan.FromSeconds(0.1));
    }

    private static TimeSpan[] Waits(ManualTime time, int count)
    {
        var backOff = Make(time);
        return [.. Enumerable.Range(0, count).Select(_ => backOff.Next())];
    }

    private static BackOff Make(ManualTime time) =>
        new(new ReconnectOptions { FirstDelay = TimeSpan.FromSeconds(0.1), MaxDelay = TimeSpan.FromSeconds(10) }, time);
}
