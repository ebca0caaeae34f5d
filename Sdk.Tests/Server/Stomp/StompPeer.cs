using System.Globalization;
using System.Text;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Stomp;

/// <summary>A frame as it came: headers as they stand on the wire, in their order.</summary>
/// <param name="Command">The command.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
internal sealed record StompPeerFrame(string Command, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public string? this[string name] => Headers.Where(h => h.Name == name).Select(h => h.Value).FirstOrDefault();
}

/// <summary>A client that writes and reads frames by itself. The zero at a frame's end is written as ^.</summary>
internal sealed class StompPeer : IDisposable
{
    private static readonly TimeSpan FailSafe = TimeSpan.FromSeconds(30);

    private readonly Transport _transport;
    private readonly List<byte> _received = [];

    private StompPeer(Transport transport) => _transport = transport;

    /// <summary>How many ends of lines have come between frames.</summary>
    public int Beats { get; private set; }

    /// <summary>Connects in memory, and says nothing.</summary>
    public static StompPeer Open(ConformanceHost host, SessionRole role = SessionRole.Admin, int capacity = MemoryTransport.DefaultCapacity)
    {
        var (client, server) = MemoryTransport.CreatePair(capacity);
        host.Serve(server, role);
        return new StompPeer(client);
    }

    /// <summary>Connects in memory and is accepted.</summary>
    public static async Task<StompPeer> ConnectAsync(ConformanceHost host, string version = "1.2", SessionRole role = SessionRole.Admin)
    {
        var peer = Open(host, role);
        await peer.SendAsync(version == "1.0" ? "CONNECT\n\n^" : $"CONNECT\naccept-version:{version}\nhost:h\n\n^");
        Assert.Equal("CONNECTED", (await peer.ReceiveAsync()).Command);
        return peer;
    }

    public static StompPeer Over(Transport transport) => new(transport);

    public Task SendAsync(string frames) => SendAsync(Encoding.UTF8.GetBytes(frames.Replace('^', '\0')));

    public Task SendAsync(byte[] bytes) => _transport.SendAsync(bytes).AsTask().WaitAsync(FailSafe, TestContext.Current.CancellationToken);

    /// <summary>Sends a request whose answer goes to a destination.</summary>
    public Task RequestAsync(string json, string replyTo = "answers", string headers = "") =>
        SendAsync($"SEND\ndestination:virtwire.request\nreply-to:{replyTo}\n{headers}\n{json}^");

    /// <summary>Sends frames and says what comes next.</summary>
    public async Task<StompPeerFrame> AskAsync(string frames)
    {
        await SendAsync(frames);
        return await ReceiveAsync();
    }

    public async Task<StompPeerFrame> ReceiveAsync() =>
        await TryReceiveAsync() ?? throw new EndOfStreamException("The server has closed the connection.");

    /// <summary>The next frame; null at the end.</summary>
    public async Task<StompPeerFrame?> TryReceiveAsync()
    {
        while (true)
        {
            while (_received.Count > 0 && _received[0] == '\n')
            {
                Beats++;
                _received.RemoveAt(0);
            }

            if (Take() is { } frame)
                return frame;
            if (!await TryReadAsync())
                return null;
        }
    }

    /// <summary>Waits for a beat, and for nothing else.</summary>
    public async Task ReceiveBeatAsync()
    {
        while (_received.Count == 0)
            Assert.True(await TryReadAsync());
        Assert.Equal((byte)'\n', _received[0]);
        _received.RemoveAt(0);
    }

    /// <summary>Frames until the server closes.</summary>
    public async Task<List<StompPeerFrame>> ReceiveToEndAsync()
    {
        var frames = new List<StompPeerFrame>();
        while (await TryReceiveAsync() is { } frame)
            frames.Add(frame);
        return frames;
    }

    /// <summary>An ERROR comes next, and then the end.</summary>
    public async Task<StompPeerFrame> AssertRefusedAsync(string because)
    {
        var error = await ReceiveAsync();
        Assert.Equal("ERROR", error.Command);
        Assert.Contains(because, error["message"], StringComparison.Ordinal);
        Assert.Equal(error.Body.Length, int.Parse(error["content-length"]!, CultureInfo.InvariantCulture));
        Assert.Null(await TryReceiveAsync());
        return error;
    }

    public void Dispose() => _transport.Dispose();

    private async Task<bool> TryReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var count = await _transport.ReceiveAsync(buffer).AsTask().WaitAsync(FailSafe, TestContext.Current.CancellationToken);
        _received.AddRange(buffer.AsSpan(0, count));
        return count > 0;
    }

    private StompPeerFrame? Take()
    {
        byte[] bytes = [.. _received];
        var blank = bytes.AsSpan().IndexOf("\n\n"u8);
        if (blank < 0)
            return null;
        var lines = Encoding.UTF8.GetString(bytes, 0, blank).Split('\n');
        var headers = lines[1..].Select(l => l.Split(':', 2)).Select(l => (l[0], l[1])).ToList();
        var length = headers.Where(h => h.Item1 == "content-length").Select(h => int.Parse(h.Item2, CultureInfo.InvariantCulture)).FirstOrDefault(-1);
        var end = length >= 0 ? blank + 2 + length : Array.IndexOf(bytes, (byte)0, blank + 2);
        if (end < 0 || end >= bytes.Length)
            return null;
        Assert.Equal(0, bytes[end]);
        _received.RemoveRange(0, end + 1);
        return new StompPeerFrame(lines[0], headers, Encoding.UTF8.GetString(bytes, blank + 2, end - blank - 2));
    }
}
