using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Identities;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Listening;

/// <summary>TLS on a port: who is let in, who is not, and what is spoken behind it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("virtwire-");
    private readonly TestCertificates _own;
    private readonly TestCertificates _foreign;
    private readonly ServerTlsOptions _tls;

    public TlsTests()
    {
        _own = new TestCertificates(_directory.FullName, "own");
        _foreign = new TestCertificates(_directory.FullName, "foreign");
        var (certificate, key) = _own.Server();
        _tls = new ServerTlsOptions { CertificateFile = certificate, KeyFile = key, ClientAuthorityFile = _own.AuthorityFile };
    }

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _own.Dispose();
        _foreign.Dispose();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("headers")]
    public async Task A_client_with_a_certificate_of_the_servers_authority_may_operate(string framing)
    {
        await using var server = await StartAsync();
        var (certificate, key) = _own.Client("CN=node2,O=Example");
        await using var host = await HostConnection.OpenAsync($"{Uri(server)}?ca={_own.AuthorityFile}&cert={certificate}&key={key}&framing={framing}", cancellationToken: Ended);
        Assert.Equal(Role.Operate, host.Role);
        var domain = await host.Domains.LookupByNameAsync("test", Ended);
        await domain.SuspendAsync(Ended);
        Assert.Equal(DomainState.Paused, (await domain.GetStateAsync(Ended)).State);
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_nobody()
    {
        await using var server = await StartAsync();
        await Assert.ThrowsAsync<AccessDeniedException>(async () =>
        {
            await using var host = await HostConnection.OpenAsync($"{Uri(server)}?ca={_own.AuthorityFile}", cancellationToken: Ended);
        });
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_the_holder_of_the_token_that_it_sends()
    {
        var token = AccessToken.Create(SessionRole.Read, "ci");
        await using var server = await StartAsync(options => options.PolicyFile = Policy($$"""{"tokens":[{{token.PolicyEntry}}]}"""));
        await using var host = await HostConnection.OpenAsync(
            $"{Uri(server)}?ca={_own.AuthorityFile}", new HostConnectionOptions { Token = token.Secret }, Ended);
        Assert.Equal(Role.Read, host.Role);
        await Assert.ThrowsAsync<UnauthenticatedException>(async () =>
        {
            await using var refused = await HostConnection.OpenAsync(
                $"{Uri(server)}?ca={_own.AuthorityFile}", new HostConnectionOptions { Token = token.Secret + "x" }, Ended);
        });
    }

    [Fact]
    public async Task A_policy_says_which_certificates_have_which_role()
    {
        await using var server = await StartAsync(options =>
            options.PolicyFile = Policy("""{"certificates":[{"subject":"CN=node2,O=Example","role":"admin"},{"cn":"node3","role":"read"}]}"""));
        foreach (var (subject, role) in new[] { ("CN=node2,O=Example", Role.Admin), ("CN=node3,O=Any", Role.Read) })
        {
            var (certificate, key) = _own.Client(subject);
            await using var host = await HostConnection.OpenAsync($"{Uri(server)}?ca={_own.AuthorityFile}&cert={certificate}&key={key}", cancellationToken: Ended);
            Assert.Equal(role, host.Role);
        }

        var (other, othersKey) = _own.Client("CN=node2,O=Other");
        await Assert.ThrowsAsync<AccessDeniedException>(async () =>
        {
            await using var refused = await HostConnection.OpenAsync($"{Uri(server)}?ca={_own.AuthorityFile}&cert={other}&key={othersKey}", cancellationToken: Ended);
        });
    }

    [Fact]
    public async Task A_client_with_a_certificate_of_another_authority_is_refused_and_disturbs_nobody()
    {
        await using var server = await StartAsync();
        var (certificate, key) = _own.Client("CN=friend");
        var (stranger, strangersKey) = _foreign.Client("CN=friend");
        await using var host = await HostConnection.OpenAsync($"{Uri(server)}?ca={_own.AuthorityFile}&cert={certificate}&key={key}", cancellationToken: Ended);
        await Assert.ThrowsAnyAsync<HostException>(async () =>
        {
            await using var refused = await HostConnection.OpenAsync($"{Uri(server)}?ca={_own.AuthorityFile}&cert={stranger}&key={strangersKey}", cancellationToken: Ended);
        });
        await host.PingAsync(Ended);
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_believed()
    {
        await using var server = await StartAsync();
        foreach (var query in new[] { "", $"?ca={_foreign.AuthorityFile}" })
        {
            var failure = await Assert.ThrowsAsync<ConnectionFailedException>(async () =>
            {
                await using var host = await HostConnection.OpenAsync(Uri(server) + query, cancellationToken: Ended);
            });
            Assert.Contains("No TLS with localhost", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Http_is_spoken_behind_tls_as_the_two_have_agreed(string version)
    {
        await using var server = await StartAsync();
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = _own.Trust();
        using var client = new HttpClient(handler) { DefaultRequestVersion = Version.Parse(version), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var answer = await client.GetAsync($"https://localhost:{Port(server)}/health", Ended);
        Assert.Equal((HttpStatusCode.OK, Version.Parse(version)), (answer.StatusCode, answer.Version));
    }

#pragma warning disable CA5397, SYSLIB0039 // That it is refused is what is tested.
    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore CA5397, SYSLIB0039
    public async Task Only_versions_from_1_2_on_are_spoken(SslProtocols version, bool isSpoken)
    {
        await using var server = await StartAsync();
        using var socket = await ConnectAsync(server);
        await using var stream = new SslStream(new NetworkStream(socket.Socket));
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = version,
            CertificateChainPolicy = _own.Trust(),
        };
        if (isSpoken)
        {
            await stream.AuthenticateAsClientAsync(options, Ended);
            Assert.Equal(version, stream.SslProtocol);
            using var peer = RawPeer.Over(new TlsTransport(socket, stream), WireForm.Lines);
            Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{}}"""))).Id());
        }
        else
        {
            await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsClientAsync(options, Ended));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Clear_text_on_a_tls_port_is_closed_and_logged()
    {
        var log = new LogList();
        await using var server = await StartAsync(options => options.LoggerFactory = log);
        using var socket = await ConnectAsync(server);
        await socket.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"Host.ping"}"""u8.ToArray().Append((byte)'\n').ToArray());
        await UntilClosedAsync(socket);
        Assert.Contains(log.Entries, static e => e.Text.Contains("TLS handshake failed", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_handshake_that_does_not_come_is_not_waited_for_longer_than_the_limit()
    {
        await using var server = await StartAsync(options => options.Limits = options.Limits with { Handshake = TimeSpan.FromMilliseconds(50) });
        using var socket = await ConnectAsync(server);
        await UntilClosedAsync(socket);
    }

    [Fact]
    public async Task What_is_wrong_with_the_files_is_said()
    {
        var (certificate, key) = _own.Server();
        var empty = Path.Combine(_directory.FullName, "empty.pem");
        await File.WriteAllTextAsync(empty, "nothing", Ended);
        foreach (var (tls, name) in new[]
        {
            (new ServerTlsOptions { CertificateFile = "/nowhere.pem", KeyFile = key }, "/nowhere.pem"),
            (new ServerTlsOptions { CertificateFile = certificate, KeyFile = empty }, empty),
            (new ServerTlsOptions { CertificateFile = certificate, KeyFile = _own.Server().Key }, ""),
        })
        {
            var failure = await Assert.ThrowsAnyAsync<IOException>(() => StartAsync(options => options.Tls = tls));
            Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        }

        var none = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(static options => options.Tls = null));
        Assert.Contains("--cert", none.Message, StringComparison.Ordinal);
    }

    private string Policy(string text)
    {
        var path = Path.Combine(_directory.FullName, "policy.json");
        File.WriteAllText(path, text);
        PolicyFiles.Restrict(path);
        return path;
    }

    private static int Port(VirtwireServer server) => new Uri(server.Endpoints[0]).Port;

    private static string Uri(VirtwireServer server) => $"test+tls://localhost:{Port(server)}/default";

    private static async Task<SocketTransport> ConnectAsync(VirtwireServer server) =>
        await SocketTransport.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port(server)), Ended);

    private static async Task UntilClosedAsync(SocketTransport socket)
    {
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A reset is an end as well.
        }
    }

    private async Task<VirtwireServer> StartAsync(Action<VirtwireServerOptions>? configure = null)
    {
        var options = new VirtwireServerOptions { Tls = _tls, Endpoints = { "tls://127.0.0.1:0" } }.AddDriver("test:///default");
        configure?.Invoke(options);
        var server = new VirtwireServer(options);
        await server.StartAsync(Ended);
        return server;
    }
}
