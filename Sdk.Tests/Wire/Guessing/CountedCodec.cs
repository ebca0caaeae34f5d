using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire.Guessing;

/// <summary>A number that says how it was read. For one test at a time on a thread.</summary>
internal readonly struct CountedCodec : IWireCodec<int>
{
    [ThreadStatic]
    private static int _plain;

    /// <summary>How many numbers of a text the JSON reader had to read.</summary>
    public static int PlainIn<T, TCodec>(string json)
        where TCodec : IWireCodec<T>
    {
        _plain = 0;
        Probe.Read<T, TCodec>(json);
        return _plain;
    }

    public static int ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        _plain++;
        return Int32Codec.ReadWire(ref reader, mode);
    }

    public static bool TryReadWire(ref WireCursor cursor, out int value) => Int32Codec.TryReadWire(ref cursor, out value);

    public static void WriteWire(ref WireWriter writer, int value) => Int32Codec.WriteWire(ref writer, value);
}

/// <summary>An object of two such numbers, as the generator would emit it.</summary>
internal readonly record struct CountedPair(int A, int? B) : IWireType<CountedPair>
{
    public static CountedPair ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        WireReader.ReadObject<CountedPair, Draft>(ref reader, mode, default);

    public static bool TryReadWire(ref WireCursor cursor, out CountedPair value)
    {
        Draft draft = default;
        cursor.BeginMembers(default, ref draft.Seen, 2);
        cursor.Member<int, CountedCodec>("\"a\":"u8, ref draft.A, ref draft.Seen, 0);
        cursor.Member<int, CountedCodec>("\"b\":"u8, ref draft.B, ref draft.Seen, 1);
        return cursor.EndMembers(ref draft, default, out value);
    }

    public static void WriteWire(ref WireWriter writer, CountedPair value)
    {
        writer.BeginObject();
        writer.WriteName("\"a\":"u8);
        writer.WriteNumber(value.A);
        writer.EndObject();
    }

    private struct Draft : IWireDraft<CountedPair>
    {
        public int A;
        public int? B;
        public ulong Seen;

        public readonly bool IsComplete => (Seen & 1) != 0;

        public void ReadMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
        {
            while (WireReader.NextMember(ref reader, out var name))
            {
                if (name.SequenceEqual("a"u8))
                {
                    WireReader.Once(ref reader, ref Seen, 0);
                    A = CountedCodec.ReadWire(ref reader, mode);
                }
                else if (name.SequenceEqual("b"u8))
                {
                    WireReader.Once(ref reader, ref Seen, 1);
                    B = CountedCodec.ReadWire(ref reader, mode);
                }
                else
                {
                    WireReader.Unknown(ref reader, mode, name, tag, ref Seen, 2);
                }
            }
        }

        public readonly void Require(ref Utf8JsonReader reader) => WireReader.Require(ref reader, Seen, 1, "a b");

        public readonly CountedPair ToValue() => new(A, B);
    }
}

/// <summary>A list of lists of lists, which counts the objects that the JSON reader had to begin.</summary>
internal sealed record CountedNest(IReadOnlyList<CountedNest> Items) : IWireType<CountedNest>
{
    [ThreadStatic]
    private static int _plain;

    public static int PlainIn(string json)
    {
        _plain = 0;
        Probe.Read<CountedNest, CountedNest>(json);
        return _plain;
    }

    public static CountedNest ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        _plain++;
        return new(ListCodec<CountedNest, CountedNest>.ReadWire(ref reader, mode));
    }

    public static bool TryReadWire(ref WireCursor cursor, out CountedNest value)
    {
        var isRead = ListCodec<CountedNest, CountedNest>.TryReadWire(ref cursor, out var items);
        value = new(items);
        return isRead;
    }

    public static void WriteWire(ref WireWriter writer, CountedNest value) => ListCodec<CountedNest, CountedNest>.WriteWire(ref writer, value.Items);
}
