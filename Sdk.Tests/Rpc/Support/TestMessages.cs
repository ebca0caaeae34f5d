using System.Text.Json;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>A message that is one string, or fails after half of it.</summary>
internal readonly struct TextMessage(string text, bool fails = false) : IOutgoingMessage
{
    public void Write(ref WireWriter json)
    {
        json.WriteText(text);
        if (!fails)
            return;
        json.Flush();
        throw new FormatException("half way");
    }
}

/// <summary>Parameters and results of the tests: <c>{"value":7}</c>.</summary>
internal readonly record struct Number(int Value) : IWireType<Number>
{
    public static Number ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        ulong seen = 0;
        var value = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            if (name.SequenceEqual("value"u8))
            {
                WireReader.Once(ref reader, ref seen, 0);
                value = Int32Codec.ReadWire(ref reader, mode);
            }
            else
            {
                WireReader.Unknown(ref reader, mode, name, default, ref seen, 1);
            }
        }

        WireReader.Require(ref reader, seen, 1, "value");
        return new Number(value);
    }

    public static void WriteWire(ref WireWriter writer, Number value)
    {
        writer.BeginObject();
        writer.WriteName("\"value\":"u8);
        writer.WriteNumber(value.Value);
        writer.EndObject();
    }
}
