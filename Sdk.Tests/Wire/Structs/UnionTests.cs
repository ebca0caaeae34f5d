using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class UnionTests
{
    [Theory]
    [InlineData("""{"type":"file","path":"/a"}""")]
    [InlineData("""{"path":"/a","type":"file"}""")]
    [InlineData("""{"path":"/a","t\u0079pe":"f\u0069le"}""")]
    public void The_tag_may_stand_anywhere(string json)
    {
        var disk = Probe.Read<SampleDisk, SampleDisk>(json, WireMode.Strict);

        Assert.Equal(new SampleFileDisk { Path = "/a" }, Assert.IsType<SampleDisk.File>(disk).Value);
        Assert.Equal("""{"type":"file","path":"/a"}""", Probe.Write<SampleDisk, SampleDisk>(disk));
    }

    [Fact]
    public void A_variant_that_is_not_known_is_kept_and_written_back_as_it_came()
    {
        const string json = """{"speed":[1,{"a":2.50}],"type":"tape"}""";
        var disk = Probe.Read<SampleDisk, SampleDisk>(json);

        Assert.Equal("tape", Assert.IsType<SampleDisk.Unknown>(disk).Tag);
        Assert.Equal(json, Probe.Write<SampleDisk, SampleDisk>(disk));
        Assert.Equal(disk, Probe.Read<SampleDisk, SampleDisk>("""{"type":"tape","speed":[1,{"a":2.5}]}"""));
    }

    [Theory]
    [InlineData("{}", WireFault.Missing, "type")]
    [InlineData("""{"path":"/a"}""", WireFault.Missing, "type")]
    [InlineData("""{"type":1,"path":"/a"}""", WireFault.Mistyped, "type")]
    [InlineData("""{"type":null,"path":"/a"}""", WireFault.Null, "type")]
    [InlineData("""{"type":"file"}""", WireFault.Missing, "path")]
    [InlineData("""{"type":"file","path":"/a","type":"file"}""", WireFault.Duplicate, "type")]
    [InlineData("""{"path":"/a","type":"file","type":"tape"}""", WireFault.Duplicate, "type")]
    [InlineData("""{"type":"file","path":"/a","path":"/b"}""", WireFault.Duplicate, "path")]
    [InlineData("""{"type":"tape","x":1,"x":2}""", WireFault.Duplicate, "x")]
    [InlineData("""{"type":"\ud800","path":"/a"}""", WireFault.NotText, "type")]
    [InlineData("[]", WireFault.Mistyped, "")]
    public void Faults_name_the_path(string json, WireFault fault, string path) =>
        Assert.Equal((fault, path), Probe.Refusal<SampleDisk, SampleDisk>(json, WireMode.Lenient));

    [Theory]
    [InlineData("""{"type":"file","path":"/a","x":1}""", "x")]
    [InlineData("""{"type":"tape"}""", "type")]
    [InlineData("""{"x":{"type":"file"},"type":"tape"}""", "type")]
    public void A_strict_reader_refuses_what_it_does_not_know(string json, string path) =>
        Assert.Equal((WireFault.Unknown, path), Probe.Refusal<SampleDisk, SampleDisk>(json, WireMode.Strict));

    [Fact]
    public void A_member_named_as_the_tag_is_unknown_outside_the_union() =>
        Assert.Equal((WireFault.Unknown, "type"), Probe.Refusal<SampleFileDisk, SampleFileDisk>("""{"type":"file","path":"/a"}"""));
}
