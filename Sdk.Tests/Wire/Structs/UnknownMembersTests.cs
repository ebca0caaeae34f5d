using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class UnknownMembersTests
{
    private const string Newer = """{"state":"running","memory":1,"origin":null,"vcpus":1,"later":{"a":[1,2.50]},"a b":null}""";

    [Fact]
    public void They_are_kept_and_written_back_after_the_known_ones()
    {
        var info = Probe.Read<SampleInfo, SampleInfo>(Newer);

        Assert.Equal(["later", "a b"], info.UnknownMembers!.Keys);
        Assert.Equal(JsonValueKind.Null, info.UnknownMembers["a b"].ValueKind);
        Assert.Equal(Newer.Replace("\"memory\":1", "\"memory\":2", StringComparison.Ordinal), Probe.Write<SampleInfo, SampleInfo>(info with { Memory = 2 }));
    }

    [Fact]
    public void Values_that_keep_equal_ones_are_equal()
    {
        const string reordered = """{"a b":null,"later":{"a":[1.0,2.5]},"memory":1,"origin":null,"state":"running"}""";

        Assert.Equal(Probe.Read<SampleInfo, SampleInfo>(Newer), Probe.Read<SampleInfo, SampleInfo>(reordered));
        Assert.Equal(Probe.Read<SampleInfo, SampleInfo>(Newer).GetHashCode(), Probe.Read<SampleInfo, SampleInfo>(reordered).GetHashCode());
        Assert.NotEqual(
            Probe.Read<SampleInfo, SampleInfo>(Newer),
            Probe.Read<SampleInfo, SampleInfo>(Newer.Replace("2.50", "3", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"state":"running","memory":1,"origin":null,"x":1,"x":1}""", WireFault.Duplicate, "x")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"x":{"y":1,"y":1}}""", WireFault.Duplicate, "x.y")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"x":["\udc00"]}""", WireFault.NotText, "x[0]")]
    public void What_is_kept_is_sound(string json, WireFault fault, string path) =>
        Assert.Equal((fault, path), Probe.Refusal<SampleInfo, SampleInfo>(json, WireMode.Lenient));

    [Fact]
    public void A_program_can_make_them()
    {
        using var document = JsonDocument.Parse("""{"x":[1]}""");
        var made = new UnknownMembers([new("later", document.RootElement)]);

        Assert.Equal(made, new UnknownMembers(made));
        Assert.Equal("{\"x\":[1]}", made["later"].GetRawText());
        Assert.Throws<ArgumentException>(() => new UnknownMembers([new("a", document.RootElement), new("a", document.RootElement)]));
    }

    [Fact]
    public void Types_that_keep_none_skip_them()
    {
        var disk = Probe.Read<SampleFileDisk, SampleFileDisk>("""{"x":{"y":[1,2]},"path":"/a","z":"\u00e9"}""");

        Assert.Equal("""{"path":"/a"}""", Probe.Write<SampleFileDisk, SampleFileDisk>(disk));
    }

    [Fact]
    public void Objects_that_ignore_them_for_ever_ask_that_they_are_sound()
    {
        Assert.Equal(1, Ignore("""{"x":{"a":1},"y":[]}""", out _));
        Assert.Equal(WireFault.Duplicate, Assert.Throws<WireException>(() => Ignore("""{"x":{"a":1,"a":1}}""", out _)).Fault);
        Assert.Equal(WireFault.NotText, Assert.Throws<WireException>(() => Ignore("""{"x":"\ud800"}""", out _)).Fault);

        static int Ignore(string json, out int count)
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
            reader.Read();
            WireReader.BeginObject(ref reader);
            count = 0;
            while (WireReader.NextMember(ref reader, out _))
            {
                WireReader.Ignore(ref reader);
                count = 1;
            }

            return count;
        }
    }
}
