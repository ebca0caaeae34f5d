using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>What a domain is now.</summary>
public sealed record SampleInfo : IWireStruct<SampleInfo>
{
    /// <summary>The state.</summary>
    public required SampleState State { get; init; }

    /// <summary>Memory now given to the guest. Unit: KiB.</summary>
    public required long Memory { get; init; }

    /// <summary>CPU time used. Unit: ns.</summary>
    public ulong? CpuTime { get; init; }

    /// <summary>The disks.</summary>
    public IReadOnlyList<SampleDisk>? Disks { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The title.</summary>
    public Optional<string?> Title { get; init; }

    /// <summary>The host it came from.</summary>
    public required string? Origin { get; init; }

    /// <summary>How many vCPUs. Default: 1.</summary>
    public int? Vcpus { get; init; }

    /// <summary>Members that this version of the schema does not know.</summary>
    public UnknownMembers? UnknownMembers { get; init; }

    public static SampleInfo ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        ReadWireMembers(ref reader, mode, default);

    public static SampleInfo ReadWireMembers(
        ref Utf8JsonReader reader,
        WireMode mode,
        scoped ReadOnlySpan<byte> tag)
    {
        SampleState state = default;
        long memory = default;
        ulong? cpuTime = null;
        IReadOnlyList<SampleDisk>? disks = null;
        IReadOnlyDictionary<string, string>? labels = null;
        Optional<string?> title = default;
        string? origin = null;
        int? vcpus = 1;
        UnknownMembers? unknownMembers = null;
        ulong seen = 0;

        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 5 when name.SequenceEqual("state"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    state = SampleState.ReadWire(ref reader, mode);
                    break;
                case 6 when name.SequenceEqual("memory"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    memory = IntegerCodec.ReadWire(ref reader, mode);
                    WireConstraint.Min(ref reader, memory, 0L);
                    break;
                case 7 when name.SequenceEqual("cpuTime"u8):
                    WireReader.Once(ref reader, ref seen, 2);
                    cpuTime = UInt64Codec.ReadWire(ref reader, mode);
                    break;
                case 5 when name.SequenceEqual("disks"u8):
                    WireReader.Once(ref reader, ref seen, 3);
                    disks = ListCodec<SampleDisk, SampleDisk>.ReadWire(ref reader, mode);
                    WireConstraint.MaxItems(ref reader, disks, 64);
                    break;
                case 6 when name.SequenceEqual("labels"u8):
                    WireReader.Once(ref reader, ref seen, 4);
                    labels = MapCodec<string, StringCodec>.ReadWire(ref reader, mode);
                    break;
                case 5 when name.SequenceEqual("title"u8):
                    WireReader.Once(ref reader, ref seen, 5);
                    if (WireReader.IsNull(ref reader))
                    {
                        title = new(null);
                    }
                    else
                    {
                        var titleValue = StringCodec.ReadWire(ref reader, mode);
                        WireConstraint.MaxLength(ref reader, titleValue, 255);
                        title = new(titleValue);
                    }

                    break;
                case 6 when name.SequenceEqual("origin"u8):
                    WireReader.Once(ref reader, ref seen, 6);
                    origin = NullableCodec<string, StringCodec>.ReadWire(ref reader, mode);
                    break;
                case 5 when name.SequenceEqual("vcpus"u8):
                    WireReader.Once(ref reader, ref seen, 7);
                    vcpus = Int32Codec.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Keep(ref reader, mode, name, tag, ref seen, 8, ref unknownMembers);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b0100_0011, "state memory cpuTime disks labels title origin vcpus");
        return new SampleInfo
        {
            State = state,
            Memory = memory,
            CpuTime = cpuTime,
            Disks = disks,
            Labels = labels,
            Title = title,
            Origin = origin,
            Vcpus = vcpus,
            UnknownMembers = unknownMembers,
        };
    }

    public static void WriteWire(ref WireWriter writer, SampleInfo value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    public static void WriteWireMembers(ref WireWriter writer, SampleInfo value)
    {
        writer.WriteName("\"state\":"u8);
        SampleState.WriteWire(ref writer, value.State);
        writer.WriteName("\"memory\":"u8);
        IntegerCodec.WriteWire(ref writer, value.Memory);
        if (value.CpuTime is { } cpuTime)
        {
            writer.WriteName("\"cpuTime\":"u8);
            UInt64Codec.WriteWire(ref writer, cpuTime);
        }

        if (value.Disks is { } disks)
        {
            writer.WriteName("\"disks\":"u8);
            ListCodec<SampleDisk, SampleDisk>.WriteWire(ref writer, disks);
        }

        if (value.Labels is { } labels)
        {
            writer.WriteName("\"labels\":"u8);
            MapCodec<string, StringCodec>.WriteWire(ref writer, labels);
        }

        if (value.Title.HasValue)
        {
            writer.WriteName("\"title\":"u8);
            NullableCodec<string, StringCodec>.WriteWire(ref writer, value.Title.Value);
        }

        writer.WriteName("\"origin\":"u8);
        NullableCodec<string, StringCodec>.WriteWire(ref writer, value.Origin);
        if (value.Vcpus is { } vcpus)
        {
            writer.WriteName("\"vcpus\":"u8);
            Int32Codec.WriteWire(ref writer, vcpus);
        }

        value.UnknownMembers?.WriteTo(ref writer);
    }
}
