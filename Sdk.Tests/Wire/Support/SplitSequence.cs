using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>Bytes in two segments, as a pipe may give them.</summary>
internal static class SplitSequence
{
    /// <summary>Reads one value out of bytes that are split at <paramref name="at"/>.</summary>
    public static T Read<T, TCodec>(byte[] json, int at, WireMode mode)
        where TCodec : IWireCodec<T>
    {
        var first = new Segment(json.AsMemory(0, at), 0);
        var last = first.Append(json.AsMemory(at));
        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length), WireFormat.ReaderOptions);
        reader.Read();
        return TCodec.ReadWire(ref reader, mode);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long start)
        {
            Memory = memory;
            RunningIndex = start;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
