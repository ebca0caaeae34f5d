using System.Text;
using BenchmarkDotNet.Attributes;
using Virtwire.Sdk.Benchmarks.Peers;
using Virtwire.Sdk.Benchmarks.Peers.Echo;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Listening;

namespace Virtwire.Sdk.Benchmarks.Parts;

/// <summary>What is done to a request before anybody knows what it asks: which protocol, which frame, which members.</summary>
[MemoryDiagnoser]
public class MessageParts
{
    private const int Messages = 64;

    private readonly byte[] _request = WireBytes.Request(Loads.State);
    private readonly byte[] _lines = [.. Enumerable.Repeat(WireBytes.Request(Loads.State), Messages).SelectMany(bytes => bytes)];
    private readonly byte[] _headers = [.. Enumerable.Repeat(WithHeader(WireBytes.Request(Loads.State)[..^1]), Messages).SelectMany(bytes => bytes)];
    private readonly LineFraming _lineFraming = new(1 << 20);
    private readonly HeaderFraming _headerFraming = new(1 << 20);
    private readonly ProtocolDetector _detector = new([new LinesBinding(), new HeadersBinding()]);

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Lines() => Frames(_lineFraming, _lines);

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Headers() => Frames(_headerFraming, _headers);

    [Benchmark]
    public int Envelope()
    {
        Rpc.Envelope.TryRead(_request.AsSpan(0, _request.Length - 1), out var envelope);
        return envelope.Params.Length;
    }

    [Benchmark]
    public bool Detection() => _detector.Detect(_request, out _) == Server.Bindings.Detection.Yes;

    private static int Frames(MessageFraming framing, ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (bytes.Length > 0)
        {
            var read = framing.Read(bytes, end: false);
            if (read.Consumed == 0)
                break;
            bytes = bytes[read.Consumed..];
            count++;
        }

        return count == Messages ? count : throw new InvalidOperationException($"There were {count} frames.");
    }

    private static byte[] WithHeader(byte[] body) => [.. Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), .. body];
}
