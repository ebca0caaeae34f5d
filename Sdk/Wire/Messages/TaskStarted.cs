using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>What a method answers that only starts its work: <c>{"task":{"id":"…"}}</c>.</summary>
/// <param name="Id">The task's identifier, good on every connection to the same driver of the server.</param>
public sealed record TaskStarted(string Id) : IWireStruct<TaskStarted>
{
    /// <inheritdoc/>
    public static TaskStarted ReadWire(ref Utf8JsonReader reader, WireMode mode) => ReadWireMembers(ref reader, mode, default);

    /// <inheritdoc/>
    public static TaskStarted ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
    {
        var id = "";
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("task"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    id = ReadId(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, tag, ref seen, 1);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b1, "task");
        return new TaskStarted(id);
    }

    private static string ReadId(ref Utf8JsonReader reader, WireMode mode)
    {
        var id = "";
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("id"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    id = StringCodec.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, default, ref seen, 1);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b1, "id");
        return id;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, TaskStarted value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWireMembers(ref WireWriter writer, TaskStarted value)
    {
        writer.WriteName("\"task\":"u8);
        writer.BeginObject();
        writer.WriteName("\"id\":"u8);
        StringCodec.WriteWire(ref writer, value.Id);
        writer.EndObject();
    }
}
