using System.Buffers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Virtwire.Sdk.Benchmarks.Soak.Daemons;

/// <summary>What was answered.</summary>
/// <param name="Result">The result; undefined where there is an error.</param>
/// <param name="Error">The name of the error; null where there is none.</param>
/// <param name="Message">What it says.</param>
internal readonly record struct SoakAnswer(JsonElement Result, string? Error, string? Message);

/// <summary>A connection that speaks lines of JSON, with nothing of the SDK in between, and knows when the daemon is gone.</summary>
internal sealed class SoakClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ArrayBufferWriter<byte> _unread = new();
    private int _read;
    private int _lastId;

    /// <summary>Connects.</summary>
    public async Task ConnectAsync(string path) => await _socket.ConnectAsync(new UnixDomainSocketEndPoint(path));

    /// <summary>Sends calls at once, and receives all answers, in the order of the calls.</summary>
    /// <returns>The answers, of which there are fewer where the daemon is gone.</returns>
    public async Task<IReadOnlyList<SoakAnswer?>> CallAsync(params (string Method, object Parameters)[] calls)
    {
        var first = _lastId + 1;
        var answers = new SoakAnswer?[calls.Length];
        var text = new StringBuilder();
        foreach (var (method, parameters) in calls)
            text.Append(JsonSerializer.Serialize(new { jsonrpc = "2.0", id = ++_lastId, method, @params = parameters })).Append('\n');
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text.ToString()));
            for (var i = 0; i < calls.Length; i++)
            {
                if (await ReceiveAsync() is not { } message)
                    break;
                answers[message.GetProperty("id").GetInt32() - first] = Answer(message);
            }
        }
        catch (SocketException)
        {
            // It was killed.
        }

        return answers;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static SoakAnswer Answer(JsonElement message)
    {
        if (message.TryGetProperty("result", out var result))
            return new SoakAnswer(result, null, null);
        var error = message.GetProperty("error");
        var name = error.TryGetProperty("data", out var data) && data.TryGetProperty("name", out var named) ? named.GetString() : error.GetProperty("code").GetRawText();
        return new SoakAnswer(default, name, error.GetProperty("message").GetString());
    }

    private async Task<JsonElement?> ReceiveAsync()
    {
        while (true)
        {
            var end = _unread.WrittenSpan[_read..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                var message = JsonElement.Parse(_unread.WrittenSpan.Slice(_read, end));
                _read += end + 1;
                if (_read == _unread.WrittenCount)
                {
                    _unread.ResetWrittenCount();
                    _read = 0;
                }

                return message;
            }

            var count = await _socket.ReceiveAsync(_unread.GetMemory(64 * 1024));
            if (count == 0)
                return null;
            _unread.Advance(count);
        }
    }
}
