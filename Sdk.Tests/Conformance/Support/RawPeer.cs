using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>A peer that knows nothing but a transport and a framing: a socket and a line of JSON.</summary>
internal sealed class RawPeer : IDisposable
{
    private static readonly TimeSpan FailSafe = TimeSpan.FromSeconds(30);

    private readonly Transport _transport;
    private readonly WireForm _form;
    private readonly MessageFraming _framing;
    private byte[] _unread = [];
    private bool _hasBegun;

    private RawPeer(Transport transport, WireForm form)
    {
        _transport = transport;
        _form = form;
        _framing = form.CreateFraming();
    }

    /// <summary>Connects in memory.</summary>
    public static RawPeer Connect(ConformanceHost host, WireForm form, SessionRole role = SessionRole.Admin, int capacity = MemoryTransport.DefaultCapacity)
    {
        var (client, server) = MemoryTransport.CreatePair(capacity);
        host.Serve(server, role);
        return new RawPeer(client, form);
    }

    /// <summary>Takes a connected transport.</summary>
    public static RawPeer Over(Transport transport, WireForm form) => new(transport, form);

    public Task SendAsync(params string[] messages) => SendBytesAsync([.. messages.SelectMany(m => _form.Frame(m))]);

    public Task SendBytesAsync(byte[] bytes)
    {
        byte[] all = _hasBegun ? bytes : [.. _form.Preamble, .. bytes];
        _hasBegun = true;
        return _transport.SendAsync(all).AsTask().WaitAsync(FailSafe, TestContext.Current.CancellationToken);
    }

    /// <summary>The next message; null at the end.</summary>
    public async Task<string?> TryReceiveAsync()
    {
        while (true)
        {
            var read = _framing.Read(_unread, end: false);
            if (read.Status == FrameStatus.Frame)
            {
                var message = Encoding.UTF8.GetString(_unread.AsSpan(read.Start, read.Length));
                _unread = _unread[read.Consumed..];
                return message;
            }

            // What a server says last in frames of its own is none of the messages.
            if (read.Fault == FramingFault.PeerError)
                return null;
            Assert.Equal(FrameStatus.NeedMore, read.Status);
            _unread = _unread[read.Consumed..];
            var buffer = new byte[16 * 1024];
            var count = await _transport.ReceiveAsync(buffer).AsTask().WaitAsync(FailSafe, TestContext.Current.CancellationToken);
            if (count == 0)
                return null;
            _unread = [.. _unread, .. buffer.AsSpan(0, count)];
        }
    }

    public async Task<JsonElement> ReceiveAsync() =>
        JsonElement.Parse(await TryReceiveAsync() ?? throw new EndOfStreamException("The server has closed the connection."));

    public async Task<JsonElement[]> ReceiveAsync(int count)
    {
        var messages = new JsonElement[count];
        for (var i = 0; i < count; i++)
            messages[i] = await ReceiveAsync();
        return messages;
    }

    /// <summary>Sends one message and receives the next.</summary>
    public async Task<JsonElement> CallAsync(string message)
    {
        await SendAsync(message);
        return await ReceiveAsync();
    }

    public void EndSend() => _transport.EndSend();

    public void Abort() => _transport.Abort();

    public void Dispose() => _transport.Dispose();
}
