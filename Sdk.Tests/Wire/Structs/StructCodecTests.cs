using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class StructCodecTests
{
    private const string Full =
        """{"state":"running","memory":1024,"cpuTime":"18446744073709551615","disks":[{"type":"file","path":"/a"}],"labels":{"a b":"c"},"title":null,"origin":"é","vcpus":4}""";

    [Fact]
    public void All_members_are_read_and_written_in_their_order()
    {
        var info = Probe.Read<SampleInfo, SampleInfo>(Full, WireMode.Strict);

        Assert.Equal(SampleState.Running, info.State);
        Assert.Equal(1024, info.Memory);
        Assert.Equal(ulong.MaxValue, info.CpuTime);
        Assert.Equal([new SampleFileDisk { Path = "/a" }], info.Disks!);
        Assert.Equal("c", info.Labels!["a b"]);
        Assert.Equal(new Optional<string?>(null), info.Title);
        Assert.Equal("é", info.Origin);
        Assert.Equal(4, info.Vcpus);
        Assert.Null(info.UnknownMembers);
        Assert.Equal(Full, Probe.Write<SampleInfo, SampleInfo>(info));
    }

    [Fact]
    public void Any_order_is_read_and_absent_members_stay_absent()
    {
        var info = Probe.Read<SampleInfo, SampleInfo>(""" { "origin" : null , "memory":1,"state":"shutoff" } """);

        Assert.Null(info.CpuTime);
        Assert.Null(info.Disks);
        Assert.False(info.Title.HasValue);
        Assert.Null(info.Origin);
        Assert.Equal("""{"state":"shutoff","memory":1,"origin":null,"vcpus":1}""", Probe.Write<SampleInfo, SampleInfo>(info));
    }

    [Theory]
    [InlineData(WireMode.Lenient)]
    [InlineData(WireMode.Strict)]
    public void A_default_is_filled_in_by_every_reader(WireMode mode) =>
        Assert.Equal(1, Probe.Read<SampleInfo, SampleInfo>("""{"state":"running","memory":1,"origin":null}""", mode).Vcpus);

    [Fact]
    public void Escaped_names_are_the_names() =>
        Assert.Equal(7, Probe.Read<SampleInfo, SampleInfo>("""{"\u0073tate":"running","mem\u006fry":7,"origin":null}""").Memory);

    [Theory]
    [InlineData("""{"memory":1,"origin":null}""", WireFault.Missing, "state")]
    [InlineData("""{"state":"running","memory":1}""", WireFault.Missing, "origin")]
    [InlineData("{}", WireFault.Missing, "state")]
    [InlineData("[]", WireFault.Mistyped, "")]
    [InlineData("null", WireFault.Null, "")]
    [InlineData("""{"state":"running","memory":null,"origin":null}""", WireFault.Null, "memory")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"cpuTime":null}""", WireFault.Null, "cpuTime")]
    [InlineData("""{"state":"running","memory":-1,"origin":null}""", WireFault.OutOfRange, "memory")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"memory":1}""", WireFault.Duplicate, "memory")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"mem\u006fry":1}""", WireFault.Duplicate, "memory")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"disks":[{"type":"file","path":"/a"},{"type":"file"}]}""", WireFault.Missing, "disks[1].path")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"disks":[{"type":"file","path":1}]}""", WireFault.Mistyped, "disks[0].path")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"labels":{"a b":1}}""", WireFault.Mistyped, "labels[\"a b\"]")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"labels":{"a b":"","a b":""}}""", WireFault.Duplicate, "labels[\"a b\"]")]
    [InlineData("""{"state":"running","memory":1,"origin":"\ud800"}""", WireFault.NotText, "origin")]
    [InlineData("""{"state":"running","memory":1,"\ud800":1}""", WireFault.NotText, """["\\ud800"]""")]
    public void Faults_name_the_path(string json, WireFault fault, string path)
    {
        Assert.Equal((fault, path), Probe.Refusal<SampleInfo, SampleInfo>(json, WireMode.Lenient));
        Assert.Equal((fault, path), Probe.Refusal<SampleInfo, SampleInfo>(json, WireMode.Strict));
    }

    [Theory]
    [InlineData("""{"state":"running","memory":1,"origin":null,"x":1}""", "x")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"disks":[{"type":"file","path":"/a","y z":{}}]}""", "disks[0][\"y z\"]")]
    [InlineData("""{"state":"later","memory":1,"origin":null}""", "state")]
    [InlineData("""{"state":"running","memory":1,"origin":null,"disks":[{"path":"/a","type":"tape"}]}""", "disks[0].type")]
    public void A_strict_reader_refuses_what_it_does_not_know(string json, string path) =>
        Assert.Equal((WireFault.Unknown, path), Probe.Refusal<SampleInfo, SampleInfo>(json, WireMode.Strict));

    [Fact]
    public void A_refusal_is_a_sentence_with_the_path()
    {
        var json = """{"state":"running","memory":"much"}"""u8.ToArray();
        var refusal = Assert.Throws<WireException>(() => WireValue.Read<SampleInfo, SampleInfo>(json, WireMode.Strict));

        Assert.Equal("'memory' must be a whole number, not a string.", refusal.MessageFor(refusal.PathIn(json)));
    }

    [Fact]
    public void Values_are_read_whole_and_split_at_every_byte()
    {
        var json = Encoding.UTF8.GetBytes(Full.Replace("memory", "m\\u0065mory", StringComparison.Ordinal));
        var whole = WireValue.ToBytes<SampleInfo, SampleInfo>(WireValue.Read<SampleInfo, SampleInfo>(json, WireMode.Strict));

        for (var at = 0; at <= json.Length; at++)
            Assert.Equal(whole, WireValue.ToBytes<SampleInfo, SampleInfo>(SplitSequence.Read<SampleInfo, SampleInfo>(json, at, WireMode.Strict)));
    }

    [Fact]
    public void Cut_texts_are_refused_at_every_byte()
    {
        var json = Encoding.UTF8.GetBytes(Full);
        for (var length = 0; length < json.Length; length++)
            Assert.Equal(WireFault.Syntax, Probe.Refusal<SampleInfo, SampleInfo>(json[..length], WireMode.Lenient).Fault);
    }

    [Fact]
    public void Damaged_texts_are_refused_or_read_and_never_break_a_reader() => Generate.DamageTo(Full).Holds(json =>
    {
        try
        {
            // What a lenient reader accepts is JSON for the framework as well, and comes back as it was read.
            var info = WireValue.Read<SampleInfo, SampleInfo>(json, WireMode.Lenient);
            using var theirs = JsonDocument.Parse(json);
            var written = WireValue.ToBytes<SampleInfo, SampleInfo>(info);
            return written.AsSpan().SequenceEqual(WireValue.ToBytes<SampleInfo, SampleInfo>(WireValue.Read<SampleInfo, SampleInfo>(written, WireMode.Lenient)));
        }
        catch (WireException e)
        {
            return e.MessageFor(e.PathIn(json)).EndsWith('.');
        }
    });
}
