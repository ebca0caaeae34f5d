using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>A client without a client: a line of JSON each way.</summary>
/// <param name="transport">The connection.</param>
/// <param name="heard">Told of every line that comes; null for nobody.</param>
internal sealed class LineClient(Transport transport, Action<string>? heard = null) : IDisposable
{
    private readonly List<byte> _unread = [];
    private int _lastId;

    /// <summary>Makes a call and gives its whole answer. Events on the way are passed over.</summary>
    public async Task<JsonElement> CallAsync(string method, string parameters)
    {
        var id = ++_lastId;
        var line = $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""" + "\n";
        await transport.SendAsync(Encoding.UTF8.GetBytes(line));
        while (true)
        {
            var answer = JsonElement.Parse(await ReadLineAsync());
            if (answer.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
                return answer;
        }
    }

    public void Dispose() => transport.Dispose();

    private async Task<string> ReadLineAsync()
    {
        var buffer = new byte[4096];
        int end;
        while ((end = _unread.IndexOf((byte)'\n')) < 0)
        {
            var read = await transport.ReceiveAsync(buffer);
            Assert.NotEqual(0, read);
            _unread.AddRange(buffer[..read]);
        }

        var line = Encoding.UTF8.GetString([.. _unread[..end]]);
        _unread.RemoveRange(0, end + 1);
        heard?.Invoke(line);
        return line;
    }
}
