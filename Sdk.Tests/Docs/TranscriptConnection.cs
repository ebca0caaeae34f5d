using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>A connection that knows nothing but framing: what a reader of the page would write. One message at a time.</summary>
public sealed class TranscriptConnection(Stream stream, TranscriptFraming framing) : IAsyncDisposable
{
    private static readonly TimeSpan FailSafe = TimeSpan.FromSeconds(30);

    private readonly List<byte> _received = [];
    private readonly byte[] _chunk = new byte[4096];

    /// <summary>Whether the server has closed it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Sends a message: as it stands where it has its headers or its zero, else with the end of its line.</summary>
    public async Task SendAsync(byte[] message)
    {
        await stream.WriteAsync(message);
        if (framing == TranscriptFraming.Lines)
            await stream.WriteAsync("\n"u8.ToArray());
        await stream.FlushAsync();
    }

    /// <summary>The next message, with its headers but without the end of its line; null when the server has closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var failSafe = new CancellationTokenSource(FailSafe);
        while (true)
        {
            if (FrameLength() is var (length, consumed))
            {
                var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. _received[..length]]);
                _received.RemoveRange(0, consumed);
                return text;
            }

            var read = await stream.ReadAsync(_chunk, failSafe.Token);
            IsClosed = read == 0;
            if (IsClosed)
                return _received.Count == 0 ? null : throw new InvalidDataException("The connection was closed inside a message.");
            _received.AddRange(_chunk.AsSpan(0, read));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private (int Length, int Consumed)? FrameLength()
    {
        if (framing == TranscriptFraming.Stomp)
            return _received.IndexOf(0) is >= 0 and var zero ? (zero + 1, zero + 1) : null;
        if (framing == TranscriptFraming.Lines)
            return _received.IndexOf((byte)'\n') is >= 0 and var end ? (end, end + 1) : null;
        var text = Encoding.Latin1.GetString([.. _received]);
        var bodyAt = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (bodyAt < 4)
            return null;
        var field = text[..bodyAt].Split("\r\n").First(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var total = bodyAt + int.Parse(field["Content-Length:".Length..], CultureInfo.InvariantCulture);
        return _received.Count >= total ? (total, total) : null;
    }
}
