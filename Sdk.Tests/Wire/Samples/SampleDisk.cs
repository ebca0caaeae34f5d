using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>A disk. Open: a newer server may send other kinds.</summary>
public abstract record SampleDisk : IWireType<SampleDisk>
{
    private SampleDisk()
    {
    }

    /// <summary>A file on the host.</summary>
    public sealed record File(SampleFileDisk Value) : SampleDisk;

    /// <summary>A disk of a kind that this version does not know; written back as it came.</summary>
    public sealed record Unknown(string Tag, JsonElement Body) : SampleDisk
    {
        /// <inheritdoc/>
        public bool Equals(Unknown? other) =>
            other is not null && Tag == other.Tag && JsonElement.DeepEquals(Body, other.Body);

        /// <inheritdoc/>
        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Tag);
    }

    /// <summary>Makes a file disk one of the disks.</summary>
    public static implicit operator SampleDisk(SampleFileDisk value) => new File(value);

    public static SampleDisk ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        var variant = WireReader.Tag(ref reader, "type"u8);
        switch (variant.Length)
        {
            case 4 when variant.SequenceEqual("file"u8):
                return new File(SampleFileDisk.ReadWireMembers(ref reader, mode, "type"u8));
        }

        if (mode == WireMode.Strict)
            WireReader.UnknownVariant(ref reader, "type"u8, variant, "file");
        return new Unknown(Encoding.UTF8.GetString(variant), JsonCodec.ReadWire(ref reader, mode));
    }

    public static void WriteWire(ref WireWriter writer, SampleDisk value)
    {
        switch (value)
        {
            case File file:
                writer.BeginObject();
                writer.WriteName("\"type\":\"file\""u8);
                SampleFileDisk.WriteWireMembers(ref writer, file.Value);
                writer.EndObject();
                break;
            case Unknown unknown:
                JsonCodec.WriteWire(ref writer, unknown.Body);
                break;
        }
    }
}

/// <summary>A disk in a file.</summary>
public readonly record struct SampleFileDisk : IWireStruct<SampleFileDisk>
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    public static SampleFileDisk ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        ReadWireMembers(ref reader, mode, default);

    public static SampleFileDisk ReadWireMembers(
        ref Utf8JsonReader reader,
        WireMode mode,
        scoped ReadOnlySpan<byte> tag)
    {
        string path = null!;
        ulong seen = 0;

        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("path"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    path = StringCodec.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, tag, ref seen, 1);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b1, "path");
        return new SampleFileDisk { Path = path };
    }

    public static void WriteWire(ref WireWriter writer, SampleFileDisk value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    public static void WriteWireMembers(ref WireWriter writer, SampleFileDisk value)
    {
        writer.WriteName("\"path\":"u8);
        StringCodec.WriteWire(ref writer, value.Path);
    }
}
