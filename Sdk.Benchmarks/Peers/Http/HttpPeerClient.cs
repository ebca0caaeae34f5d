using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Serialization.Metadata;

namespace Virtwire.Sdk.Benchmarks.Peers.Http;

/// <summary><see cref="HttpClient"/> with generated serializers: one connection by HTTP/2, 64 by HTTP/1.1, which carries one call at a time.</summary>
internal sealed class HttpPeerClient : PeerClient
{
    private static readonly HttpGuest Guest = new(Loads.Guest, Loads.GuestUuid);
    private readonly HttpClient _client;

    public HttpPeerClient(string path, Version version)
    {
        _client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = version.Major == 1 ? 64 : 1,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("http://localhost/"),
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    protected override ValueTask<Task[]> StartAsync(string load, int callers, CallWindow window)
    {
        Func<Task> caller = load switch
        {
            Loads.Ping => () => window.CallAsync(() => CallAsync("ping", null, HttpJson.Default.HttpNothing)),
            Loads.State => () => window.CallAsync(StateAsync),
            Loads.Work => () => window.CallAsync(StateAsync, Loads.WorkMicroseconds),
            Loads.List => () => window.CallAsync(() => CallAsync("list", null, HttpJson.Default.HttpPage)),
            _ => throw new NotSupportedException($"This peer has no load '{load}'."),
        };
        return new([.. Enumerable.Range(0, callers).Select(_ => caller())]);
    }

    private ValueTask<HttpState> StateAsync() =>
        CallAsync("state", JsonContent.Create(Guest, HttpJson.Default.HttpGuest), HttpJson.Default.HttpState);

    private async ValueTask<T> CallAsync<T>(string path, HttpContent? content, JsonTypeInfo<T> type)
    {
        using var response = await _client.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(type) ?? throw new InvalidOperationException("The answer is null.");
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }
}
