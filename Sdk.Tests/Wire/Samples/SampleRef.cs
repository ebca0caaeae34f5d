using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>The identity of a domain: any one of its keys finds it.</summary>
public readonly record struct SampleRef : IWireStruct<SampleRef>
{
    /// <summary>The name, unique on a host.</summary>
    public string? Name { get; init; }

    /// <summary>The uuid, for ever.</summary>
    public Guid? Uuid { get; init; }

    /// <summary>The domain of that uuid.</summary>
    public static SampleRef ByUuid(Guid uuid) => new() { Uuid = uuid };

    /// <summary>The domain of that name.</summary>
    public static SampleRef ByName(string name) => new() { Name = name };

    public static SampleRef ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        ReadWireMembers(ref reader, mode, default);

    public static SampleRef ReadWireMembers(
        ref Utf8JsonReader reader,
        WireMode mode,
        scoped ReadOnlySpan<byte> tag)
    {
        string? nameValue = null;
        Guid? uuid = null;
        ulong seen = 0;

        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("name"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    nameValue = SampleNameCodec.ReadWire(ref reader, mode);
                    break;
                case 4 when name.SequenceEqual("uuid"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    uuid = UuidCodec.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, tag, ref seen, 2);
                    break;
            }
        }

        if (uuid is null && nameValue is null)
            WireReader.MissingKeys(ref reader, "uuid, or name");
        return new SampleRef { Name = nameValue, Uuid = uuid };
    }

    public static void WriteWire(ref WireWriter writer, SampleRef value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    public static void WriteWireMembers(ref WireWriter writer, SampleRef value)
    {
        if (value.Name is { } name)
        {
            writer.WriteName("\"name\":"u8);
            SampleNameCodec.WriteWire(ref writer, name);
        }

        if (value.Uuid is { } uuid)
        {
            writer.WriteName("\"uuid\":"u8);
            UuidCodec.WriteWire(ref writer, uuid);
        }
    }
}
