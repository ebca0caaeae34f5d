using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class JsonCodecTests
{
    private const string Sample = """{"a":[1,2.50,{"b":null,"é😀":"\ud83d\ude00"}],"a\u0020b":{"a":true,"c":[[],{}]},"z":-1e-9}""";

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("0.10")]
    [InlineData("\"é\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData(Sample)]
    public void Any_json_passes_through(string json)
    {
        var element = Probe.Read<JsonElement, JsonCodec>(json);

        using var theirs = JsonDocument.Parse(json);
        using var written = JsonDocument.Parse(Probe.Write<JsonElement, JsonCodec>(element));
        Assert.True(JsonElement.DeepEquals(theirs.RootElement, element));
        Assert.True(JsonElement.DeepEquals(theirs.RootElement, written.RootElement));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "a")]
    [InlineData("""{"a":1,"\u0061":2}""", "a")]
    [InlineData("""[{"x":{"b":[1,{"c":1,"d":{"c":1},"c":2}]}}]""", "[0].x.b[1].c")]
    [InlineData("""{"a":{"b":1},"c":{"b":1},"a":{}}""", "a")]
    public void A_member_that_stands_twice_is_refused_at_any_depth(string json, string path) =>
        Assert.Equal((WireFault.Duplicate, path), Probe.Refusal<JsonElement, JsonCodec>(json));

    [Theory]
    [InlineData("""{"a":[1,"\ud800"]}""", "a[1]")]
    [InlineData("""{"a":{"\udc00":1}}""", "a[\"\\\\udc00\"]")]
    [InlineData("""["\ude00\ud83d"]""", "[0]")]
    public void Half_a_surrogate_pair_is_refused_at_any_depth(string json, string path)
    {
        var (fault, at) = Probe.Refusal<JsonElement, JsonCodec>(json);

        Assert.Equal(WireFault.NotText, fault);
        Assert.Equal(path, at);
    }

    [Fact]
    public void Bad_utf8_is_refused_in_values_and_in_names()
    {
        Assert.Equal((WireFault.NotText, "a[1]"), Probe.Refusal<JsonElement, JsonCodec>([.. "{\"a\":[1,\""u8, 0xC3, .. "\"]}"u8]));
        Assert.Equal(WireFault.NotText, Probe.Refusal<JsonElement, JsonCodec>([.. "{\"a"u8, 0xC3, .. "\":1}"u8]).Fault);
    }

    [Fact]
    public void Damaged_json_is_refused_or_read_as_the_framework_reads_it() => Generate.DamageTo(Sample).Holds(json =>
        Probe.RefusesOrAgrees<JsonElement, JsonCodec, JsonElement>(json, JsonElement.DeepEquals));

    [Fact]
    public void What_the_framework_refuses_is_refused_at_every_cut()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Equal(WireFault.Syntax, Probe.Refusal<JsonElement, JsonCodec>(bytes[..length]).Fault);
    }

    [Fact]
    public void No_value_is_not_written() => Assert.Throws<ArgumentException>(() => Probe.Write<JsonElement, JsonCodec>(default));

    [Fact]
    public void Many_members_are_checked_in_linear_time()
    {
        var json = "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"m{i}\":{i}")) + ",\"m7\":0}";

        Assert.Equal((WireFault.Duplicate, "m7"), Probe.Refusal<JsonElement, JsonCodec>(json));
    }
}
