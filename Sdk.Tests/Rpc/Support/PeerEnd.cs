using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>The server's end of a connection, played by a test: it reads what the client sends, and answers what and when it likes.</summary>
internal class PeerEnd(Transport transport)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly StringBuilder _received = new();

    /// <summary>The peer's end.</summary>
    public Transport Transport { get; } = transport;

    /// <summary>The next line that the client sent.</summary>
    public async Task<string> NextLineAsync()
    {
        while (true)
        {
            var text = _received.ToString();
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            if (end >= 0)
            {
                _received.Remove(0, end + 1);
                return text[..end];
            }

            var count = await Transport.ReceiveAsync(_buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.True(count > 0, "The client sent nothing more.");
            _received.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        }
    }

    /// <summary>The next message that the client sent.</summary>
    public async Task<JsonElement> NextAsync() => JsonElement.Parse(await NextLineAsync());

    /// <summary>The next message, which must call the method.</summary>
    public async Task<JsonElement> NextAsync(string method)
    {
        var message = await NextAsync();
        Assert.Equal(method, message.GetProperty("method").GetString());
        return message;
    }

    /// <summary>Sends a line as it is.</summary>
    public ValueTask SendAsync(string line) => Transport.SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Answers a call with a result.</summary>
    public ValueTask AnswerAsync(JsonElement call, string result) =>
        SendAsync($$$"""{"jsonrpc":"2.0","id":{{{call.GetProperty("id").GetRawText()}}},"result":{{{result}}}}""");

    /// <summary>Answers a call with an error.</summary>
    public ValueTask FailAsync(JsonElement call, string error) =>
        SendAsync($$$"""{"jsonrpc":"2.0","id":{{{call.GetProperty("id").GetRawText()}}},"error":{{{error}}}}""");
}
