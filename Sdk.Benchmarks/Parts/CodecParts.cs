using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Benchmarks.Parts;

/// <summary>Reading and writing of the bodies: the ping's result and a record of the list.</summary>
[MemoryDiagnoser]
public class CodecParts
{
    private static readonly DomainStateInfo State = new() { State = DomainState.Running, Reason = DomainStateReason.Booted };

    private static readonly DomainStats Record = new()
    {
        Domain = new DomainRef { Name = "vm-00001-production", Uuid = Guid.Parse("6695eb01-f6a4-8304-79aa-97f2502e193f") },
        State = DomainState.Running,
        Reason = DomainStateReason.Booted,
        CpuTime = 12345678901,
        CpuUser = 1234567890,
        CpuSystem = 123456789,
        MaxMemory = 8388608,
        Memory = 2097152,
        MemoryRss = 1048576,
        Vcpus = 2,
        MaxVcpus = 4,
    };

    private readonly FrameBuffer _buffer = new();
    private readonly byte[] _state = Bytes(State);
    private readonly byte[] _record = Bytes(Record);

    [Benchmark]
    public int WriteState() => Write(State);

    [Benchmark]
    public object ReadState() => WireValue.Read<DomainStateInfo, DomainStateInfo>(_state, WireMode.Lenient);

    [Benchmark]
    public object ReadStateWithoutGuessing() => Read<DomainStateInfo>(_state);

    [Benchmark]
    public int WriteRecord() => Write(Record);

    [Benchmark]
    public object ReadRecord() => WireValue.Read<DomainStats, DomainStats>(_record, WireMode.Lenient);

    [Benchmark]
    public object ReadRecordWithoutGuessing() => Read<DomainStats>(_record);

    private static T Read<T>(byte[] json)
        where T : IWireCodec<T>
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return T.ReadWire(ref reader, WireMode.Lenient);
    }

    private static byte[] Bytes<T>(T value)
        where T : IWireCodec<T>
    {
        var parts = new FrameBuffer();
        Write(parts, value);
        return parts.Written.ToArray();
    }

    private static void Write<T>(FrameBuffer buffer, T value)
        where T : IWireCodec<T>
    {
        var writer = new WireWriter(buffer);
        T.WriteWire(ref writer, value);
        writer.Flush();
    }

    private int Write<T>(T value)
        where T : IWireCodec<T>
    {
        Write(_buffer, value);
        var length = _buffer.Length;
        _buffer.Clear();
        return length;
    }
}
