using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class WireValueTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("1 2", "")]
    [InlineData("{} x", "")]
    [InlineData("[1,]", "[0]")]
    [InlineData("// a\n1", "")]
    [InlineData("""{"a":[1,{"b":tru}]}""", "a[1].b")]
    public void What_is_not_json_is_a_syntax_fault(string json, string path) =>
        Assert.Equal((WireFault.Syntax, path), Probe.Refusal<JsonElement, JsonCodec>(json));

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, WireFault.TooDeep)]
    [InlineData(10_000, WireFault.TooDeep)]
    public void Nesting_ends_at_64_levels(int depth, WireFault? fault)
    {
        var arrays = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        var objects = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\": ", depth)) + "1" + new string('}', depth));

        Assert.Equal(fault, FaultOf(arrays));
        Assert.Equal(fault, FaultOf(objects));
    }

    [Fact]
    public void A_broken_text_at_the_deepest_level_is_a_syntax_fault() =>
        Assert.Equal(WireFault.Syntax, FaultOf(Encoding.UTF8.GetBytes(new string('[', 64) + "x" + new string(']', 64))));

    [Fact]
    public void A_skipped_member_may_not_be_deeper_either() =>
        Assert.Equal(
            WireFault.TooDeep,
            Probe.Refusal<SampleFileDisk, SampleFileDisk>("{\"x\":" + new string('[', 64) + new string(']', 64) + "}", WireMode.Lenient).Fault);

    [Fact]
    public void Values_go_to_opaque_json_and_back()
    {
        var element = WireValue.ToElement<SampleRef, SampleRef>(SampleRef.ByName("web1"));

        Assert.Equal("""{"name":"web1"}""", element.GetRawText());
        Assert.Equal(SampleRef.ByName("web1"), WireValue.FromElement<SampleRef, SampleRef>(element, WireMode.Strict));
    }

    private static WireFault? FaultOf(byte[] json)
    {
        try
        {
            WireValue.Read<JsonElement, JsonCodec>(json, WireMode.Lenient);
            return null;
        }
        catch (WireException e)
        {
            return e.Fault;
        }
    }
}
