using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>The parameters of <c>Domain.setMemory</c>.</summary>
public readonly record struct SampleRequest : IWireStruct<SampleRequest>
{
    /// <summary>The receiver.</summary>
    public required SampleRef Self { get; init; }

    /// <summary>The memory. Unit: KiB.</summary>
    public required long Memory { get; init; }

    public static SampleRequest ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        reader.TokenType == JsonTokenType.StartArray
            ? ReadWireItems(ref reader, mode)
            : ReadWireMembers(ref reader, mode, default);

    private static SampleRequest ReadWireItems(
        ref Utf8JsonReader reader,
        WireMode mode)
    {
        SampleRef self = default;
        long memory = default;
        ulong seen = 0;

        for (var index = 0; WireReader.NextItem(ref reader); index++)
        {
            switch (index)
            {
                case 0:
                    self = SampleRef.ReadWire(ref reader, mode);
                    seen |= 1UL << 0;
                    break;
                case 1:
                    memory = IntegerCodec.ReadWire(ref reader, mode);
                    seen |= 1UL << 1;
                    break;
                default:
                    WireReader.TooManyItems(ref reader, 2);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b11, "self memory");
        return new SampleRequest { Self = self, Memory = memory };
    }

    public static SampleRequest ReadWireMembers(
        ref Utf8JsonReader reader,
        WireMode mode,
        scoped ReadOnlySpan<byte> tag)
    {
        SampleRef self = default;
        long memory = default;
        ulong seen = 0;

        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("self"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    self = SampleRef.ReadWire(ref reader, mode);
                    break;
                case 6 when name.SequenceEqual("memory"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    memory = IntegerCodec.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, tag, ref seen, 2);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b11, "self memory");
        return new SampleRequest { Self = self, Memory = memory };
    }

    public static void WriteWire(ref WireWriter writer, SampleRequest value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    public static void WriteWireMembers(ref WireWriter writer, SampleRequest value)
    {
        writer.WriteName("\"self\":"u8);
        SampleRef.WriteWire(ref writer, value.Self);
        writer.WriteName("\"memory\":"u8);
        IntegerCodec.WriteWire(ref writer, value.Memory);
    }
}
