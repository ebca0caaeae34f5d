using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class WideStructTests
{
    [Fact]
    public void Seventy_members_come_back()
    {
        var wide = new SampleWide([.. Enumerable.Range(0, 70).Select(i => (int?)i)]);

        Assert.Equal(wide.Values, Probe.RoundTrip<SampleWide, SampleWide>(wide).Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(69)]
    public void A_required_member_of_either_word_is_missed(int member) =>
        Assert.Equal((WireFault.Missing, SampleWide.Name(member)), Probe.Refusal<SampleWide, SampleWide>(Json(except: member)));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(69)]
    public void A_member_of_either_word_may_stand_once(int member)
    {
        var json = Json(except: -1);
        var twice = json[..^1] + $",\"{SampleWide.Name(member)}\":0}}";

        Assert.Equal((WireFault.Duplicate, SampleWide.Name(member)), Probe.Refusal<SampleWide, SampleWide>(twice));
    }

    private static string Json(int except) =>
        "{" + string.Join(',', Enumerable.Range(0, 70).Where(i => i != except).Select(i => $"\"{SampleWide.Name(i)}\":{i}")) + "}";
}
