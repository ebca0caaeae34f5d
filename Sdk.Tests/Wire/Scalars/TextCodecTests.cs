using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class TextCodecTests
{
    [Fact]
    public void Text_comes_back_as_it_was() => Generate.Text.Holds(text =>
        Probe.RoundTrip<string, StringCodec>(text) == text);

    [Fact]
    public void Text_is_read_as_the_framework_reads_it() => Generate.EscapedText.Holds(pair =>
        Probe.Read<string, StringCodec>(pair.Json) == pair.Text && JsonSerializer.Deserialize<string>(pair.Json) == pair.Text);

    [Fact]
    public void What_is_written_the_framework_reads() => Generate.Text.Holds(text =>
        JsonSerializer.Deserialize<string>(Probe.Write<string, StringCodec>(text)) == text);

    [Fact]
    public void Half_a_surrogate_pair_is_not_written() => Generate.AnyUtf16.Holds(text =>
    {
        var isText = IsText(text);
        try
        {
            return Probe.Write<string, StringCodec>(text).Length > 0 && isText;
        }
        catch (ArgumentException)
        {
            return !isText;
        }
    });

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"a\\udc00b\"")]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"")]
    [InlineData("\"\\ude00\\ud83d\"")]
    public void Half_a_surrogate_pair_is_refused(string json) =>
        Assert.Equal((WireFault.NotText, ""), Probe.Refusal<string, StringCodec>(json));

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { (byte)'\\', (byte)'n', 0x80 })]
    public void Bad_utf8_is_refused(byte[] content) =>
        Assert.Equal((WireFault.NotText, ""), Probe.Refusal<string, StringCodec>([(byte)'"', .. content, (byte)'"']));

    [Fact]
    public void Damaged_text_is_refused_or_read_as_the_framework_reads_it() =>
        Generate.DamageTo("\"a\\u00e9\\ud83d\\ude00é😀\\n\"").Holds(json =>
            Probe.RefusesOrAgrees<string, StringCodec, string>(json, (ours, theirs) => ours == theirs));

    [Theory]
    [InlineData("1", WireFault.Mistyped)]
    [InlineData("true", WireFault.Mistyped)]
    [InlineData("{}", WireFault.Mistyped)]
    [InlineData("null", WireFault.Null)]
    public void Other_kinds_are_refused(string json, WireFault fault) => Assert.Equal((fault, ""), Probe.Refusal<string, StringCodec>(json));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Bool_is_true_or_false(string json, bool value)
    {
        Assert.Equal(value, Probe.Read<bool, BoolCodec>(json));
        Assert.Equal(json, Probe.Write<bool, BoolCodec>(value));
    }

    [Theory]
    [InlineData("0", WireFault.Mistyped)]
    [InlineData("\"true\"", WireFault.Mistyped)]
    [InlineData("null", WireFault.Null)]
    [InlineData("[]", WireFault.Mistyped)]
    public void Bool_is_nothing_else(string json, WireFault fault) => Assert.Equal((fault, ""), Probe.Refusal<bool, BoolCodec>(json));

    private static bool IsText(string text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
