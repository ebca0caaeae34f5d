using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Bindings.Http;

/// <summary>HTTP on the port that all protocols share.</summary>
public sealed class HttpTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1", false)]
    [InlineData("1.1", true)]
    [InlineData("2.0", false)]
    [InlineData("2.0", true)]
    public async Task Http_of_either_version_and_lines_share_an_endpoint(string version, bool unix)
    {
        await using var port = await HttpPort.StartAsync();
        var client = port.Client(version, unix);
        using var lines = await port.LinesAsync();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.GetAsync("/health", Ended);
            Assert.Equal((HttpStatusCode.OK, Version.Parse(version)), (answer.StatusCode, answer.Version));
            Assert.Equal("""{"status":"pass"}""", await answer.Content.ReadAsStringAsync(Ended));
            Assert.Equal($"{i}", (await lines.CallAsync(Json.Call(i, "Calc.ping"))).Id());
        }
    }

    [Theory]
    [InlineData("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task A_request_that_comes_byte_by_byte_is_answered(string request)
    {
        await using var port = await HttpPort.StartAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port.Port, Ended);
        foreach (var value in Encoding.ASCII.GetBytes(request))
            await socket.SendAsync(new[] { value }, Ended);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Ended);
        Assert.StartsWith(request.StartsWith("GET", StringComparison.Ordinal) ? "HTTP/1.1 200 " : "HTTP/1.1 404 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_are_told_of_every_namespace()
    {
        await using var port = await HttpPort.StartAsync();
        var versions = await port.Client().GetFromJsonAsync<JsonElement>("/versions", Ended);
        Assert.Equal("1.0", versions.GetProperty("versions").GetProperty("host").GetProperty("min").GetString());
        Assert.Equal("virtwire", versions.GetProperty("server").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/health/nowhere", 404)]
    [InlineData("POST", "/health", 405)]
    [InlineData("DELETE", "/versions", 405)]
    public async Task What_is_not_served_is_a_problem(string method, string path, int status)
    {
        await using var port = await HttpPort.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await port.Client().SendAsync(request, Ended);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ended);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(status == 405 ? ["GET"] : [], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Head_tells_what_get_would_without_its_body()
    {
        await using var port = await HttpPort.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/health");
        using var answer = await port.Client().SendAsync(request, Ended);
        Assert.Equal((HttpStatusCode.OK, 17L, ""), (answer.StatusCode, answer.Content.Headers.ContentLength, await answer.Content.ReadAsStringAsync(Ended)));
    }

    [Theory]
    [InlineData("Host", "evil.example", false, 421)]
    [InlineData("Host", "127.0.0.1", false, 200)]
    [InlineData("Host", "[::1]:5", false, 200)]
    [InlineData("Host", "evil.example", true, 200)]
    [InlineData("Origin", "http://evil.example", false, 403)]
    [InlineData("Origin", "null", false, 403)]
    public async Task Pages_of_others_are_kept_out(string header, string value, bool unix, int status)
    {
        await using var port = await HttpPort.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await port.Client(unix: unix).SendAsync(request, Ended);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_page_of_the_server_itself_is_let_in()
    {
        await using var port = await HttpPort.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("Origin", $"http://localhost:{port.Port}");
        using var answer = await port.Client().SendAsync(request, Ended);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Stopping_ends_idle_connections_and_leaves_none(string version)
    {
        await using var port = await HttpPort.StartAsync();
        var client = port.Client(version);
        using (await client.GetAsync("/health", Ended))
        {
            Assert.Equal(1, port.Host.Server.Connections.Count);
        }

        await port.Host.Server.StopAsync(Ended);
        Assert.Equal(0, port.Host.Server.Connections.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Connections_that_are_gone_are_forgotten()
    {
        await using var port = await HttpPort.StartAsync();
        using var lines = await port.LinesAsync();
        for (var i = 0; i < 10; i++)
        {
            using var client = port.Client(i % 2 == 0 ? "1.1" : "2.0");
            using (await client.GetAsync("/health", Ended))
            {
            }
        }

        // Each call takes its time: they go on until all others are gone.
        while (port.Host.Server.Connections.Count > 1)
            await lines.CallAsync(Json.Call(1, "Calc.ping"));
        Assert.Equal("1", (await lines.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task Http_that_is_switched_off_is_no_protocol()
    {
        await using var port = await HttpPort.StartAsync(options => options.DisabledBindings.UnionWith(EnabledBindingsOverHttp()));
        await Assert.ThrowsAsync<HttpRequestException>(() => port.Client().GetAsync("/health", Ended));
        using var lines = await port.LinesAsync();
        Assert.Equal("1", (await lines.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }

    private static IEnumerable<string> EnabledBindingsOverHttp() => EnabledBindings.Names.Except(["lines", "headers", "stomp"]);
}
