using System.Text;
using Virtwire.Sdk.Framing.Stomp;

namespace Virtwire.Sdk.Tests.Framing.Stomp;

public sealed class StompNegotiationTests
{
    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("1.2", "1.2")]
    [InlineData("1.0,1.1,1.2", "1.2")]
    [InlineData("1.2,1.1,1.0", "1.2")]
    [InlineData("1.0,1.1", "1.1")]
    [InlineData("0.9, 1.1 ,2.0,1.3", "1.1")]
    [InlineData("2.0", null)]
    [InlineData("1", null)]
    [InlineData("1.10", null)]
    [InlineData("", null)]
    public void The_highest_version_that_both_speak_is_taken(string accepted, string? picked)
    {
        Assert.Equal(picked is not null, StompVersions.TryPick(Encoding.ASCII.GetBytes(accepted), out var version));
        if (picked is not null)
            Assert.Equal(picked, version.Name());
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("0,0", 0, 0)]
    [InlineData("1000,2000", 1000, 2000)]
    [InlineData(" 1 , 2 ", 1, 2)]
    [InlineData("99999999999,0", 1_000_000_000, 0)]
    public void Heart_beats_are_read(string text, int sends, int wants)
    {
        Assert.True(StompHeartBeats.TryParse(Encoding.ASCII.GetBytes(text), out var beats));
        Assert.Equal(new StompHeartBeats(sends, wants), beats);
    }

    [Theory]
    [InlineData("1")]
    [InlineData(",")]
    [InlineData("1,")]
    [InlineData(",1")]
    [InlineData("-1,1")]
    [InlineData("1,x")]
    [InlineData("1,2,3")]
    [InlineData("1.5,1")]
    [InlineData("1;1")]
    [InlineData("9999999999999999999,0")]
    public void Heart_beats_of_another_form_are_refused(string text) =>
        Assert.False(StompHeartBeats.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData(1000, 1000, 500, 2000, 2000, 1000)]
    [InlineData(0, 1000, 500, 2000, 0, 1000)]
    [InlineData(1000, 0, 500, 2000, 2000, 0)]
    [InlineData(1000, 1000, 0, 0, 0, 0)]
    [InlineData(100, 3000, 5000, 50, 100, 5000)]
    public void Each_direction_is_the_slower_of_the_two_or_off(int sends, int wants, int peerSends, int peerWants, int sendEvery, int expectEvery)
    {
        var own = new StompHeartBeats(sends, wants);
        var peer = new StompHeartBeats(peerSends, peerWants);
        Assert.Equal((sendEvery, expectEvery), (own.SendEvery(peer), own.ExpectEvery(peer)));
        Assert.Equal((expectEvery, sendEvery), (peer.SendEvery(own), peer.ExpectEvery(own)));
    }
}
