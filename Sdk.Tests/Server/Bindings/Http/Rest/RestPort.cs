using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Bindings.Http.Rest;

/// <summary>A fresh <c>test:///default</c>, with ovens, that is spoken to by HTTP.</summary>
internal sealed class RestPort : IAsyncDisposable
{
    private RestPort(VirtwireServer server)
    {
        Server = server;
        Client = NewClient();
    }

    public VirtwireServer Server { get; }

    public Gates Gates { get; private init; } = null!;

    public HttpClient Client { get; }

    /// <summary>Where it is reached.</summary>
    public Uri Uri => new(Server.Endpoints[0].Replace("tcp:", "http:", StringComparison.Ordinal));

    public static async Task<RestPort> StartAsync(Action<VirtwireServerOptions>? configure = null)
    {
        var gates = new Gates();
        var options = new VirtwireServerOptions
        {
            Endpoints = { "tcp://127.0.0.1:0" },
            Anonymous = SessionRole.Admin,
            LogLevel = new LogLevelSwitch(LogLevel.Warning),
        }.AddDriver("test:///default").AddResources("test", _ => [new OvenService(gates)]);
        configure?.Invoke(options);
        var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new RestPort(server) { Gates = gates };
    }

    /// <summary>A client with connections of its own.</summary>
    public HttpClient NewClient() => new() { BaseAddress = Uri };

    /// <summary>Sends a request, and gives its answer with the body read.</summary>
    public async Task<RestAnswer> SendAsync(string method, string target, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var told = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new RestAnswer((int)answer.StatusCode, told, text);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>An answer.</summary>
internal sealed record RestAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
