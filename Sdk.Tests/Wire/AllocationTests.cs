using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class AllocationTests
{
    private static readonly byte[] ByUuid = """{"self":{"uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}}"""u8.ToArray();
    private static readonly byte[] Numbers = """[true,-5,9007199254740991,"18446744073709551615",1.5,"2026-01-31T12:00:00.5+01:00",5000]"""u8.ToArray();

    [Fact]
    public void Requests_without_text_are_read_without_allocating() => Assert.Equal(0, BytesOf(static () =>
        WireValue.Read<SelfParams<SampleRef>, SelfParams<SampleRef>>(ByUuid, WireMode.Strict)));

    [Fact]
    public void Scalars_are_read_and_written_without_allocating()
    {
        var output = new ArrayBufferWriter<byte>(1024);

        Assert.Equal(0, BytesOf(() => Scalars(output)));
    }

    [Fact]
    public void Known_enum_values_are_read_without_allocating()
    {
        var json = "\"running\""u8.ToArray();

        Assert.Equal(0, BytesOf(() => WireValue.Read<SampleState, SampleState>(json, WireMode.Strict)));
    }

    [Fact]
    public void Constraints_on_text_are_checked_without_allocating()
    {
        var pattern = new TextPattern(@"[\p{L}_][A-Za-z0-9_.+-]{0,10}|x*");

        Assert.Equal(0, BytesOf(() => pattern.IsMatch("web-1.example")));
        Assert.Equal(0, BytesOf(() => TextFormats.IsValid("node1.example", TextFormat.HostName)));
    }

    private static void Scalars(ArrayBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(Numbers);
        reader.Read();
        output.ResetWrittenCount();
        var writer = new WireWriter(output);
        writer.BeginArray();
        reader.Read();
        BoolCodec.WriteWire(ref writer, BoolCodec.ReadWire(ref reader, WireMode.Strict));
        reader.Read();
        Int32Codec.WriteWire(ref writer, Int32Codec.ReadWire(ref reader, WireMode.Strict));
        reader.Read();
        IntegerCodec.WriteWire(ref writer, IntegerCodec.ReadWire(ref reader, WireMode.Strict));
        reader.Read();
        UInt64Codec.WriteWire(ref writer, UInt64Codec.ReadWire(ref reader, WireMode.Strict));
        reader.Read();
        FloatCodec.WriteWire(ref writer, FloatCodec.ReadWire(ref reader, WireMode.Strict));
        reader.Read();
        TimestampCodec.WriteWire(ref writer, TimestampCodec.ReadWire(ref reader, WireMode.Strict));
        reader.Read();
        DurationCodec.WriteWire(ref writer, DurationCodec.ReadWire(ref reader, WireMode.Strict));
        writer.EndArray();
        writer.Flush();
    }

    /// <summary>What one run allocates on this thread, at the least of a few runs: the first ones pay for what is made once.</summary>
    private static long BytesOf(Action run)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
