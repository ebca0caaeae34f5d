using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Identities;

/// <summary>The audit log: a line for each call that is to change something, and for each identity that is not believed. No secrets.</summary>
public sealed class AuditTests : IAsyncDisposable
{
    private const string Uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    private readonly PolicyFiles _files = new();
    private readonly AuditList _audit = new();
    private readonly AccessToken _token = AccessToken.Create(SessionRole.Admin, "ops");
    private readonly VirtwireServer _server;

    public AuditTests() => _server = new VirtwireServer(
        new VirtwireServerOptions { LoggerFactory = _audit, PolicyFile = _files.WithTokens(_token) }.AddDriver("test:///default"));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _files.Dispose();
        _audit.Dispose();
    }

    [Fact]
    public async Task A_call_that_changes_something_is_told_with_who_what_and_how_it_ended()
    {
        using var peer = await ConnectAsync(SessionRole.Operate);
        await peer.CallAsync(Json.Call(1, "Domain.getState", """{"self":{"name":"test"}}"""));
        Assert.Empty(_audit.Lines);
        await peer.CallAsync(Json.Call(2, "Domain.suspend", $$"""{"self":{"uuid":"{{Uuid}}","name":"test"} }""", """{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}"""));
        Assert.Equal(
            $$"""tester called Domain.suspend on {"uuid":"{{Uuid}}","name":"test"}: ok. Session 1 over test from test://here, trace id 0af7651916cd43dd8448eb211c80319c.""",
            Assert.Single(_audit.Lines));
    }

    [Theory]
    [InlineData(SessionRole.Operate, "Domain.suspend", """{"self":{"name":"nosuch"}}""", "NoDomain", """{"name":"nosuch"}""")]
    [InlineData(SessionRole.Operate, "Domain.suspend", """{"self":{"name":"test"},"extra":"hidden"}""", "InvalidParams", """{"name":"test"}""")]
    [InlineData(SessionRole.Operate, "Domain.suspend", """[{"name":"test"}]""", "InvalidParams", "-")]
    [InlineData(SessionRole.Read, "Domain.suspend", """{"self":{"name":"test"}}""", "AccessDenied", """{"name":"test"}""")]
    [InlineData(SessionRole.None, "Domain.suspend", """{"self":{"name":"test"}}""", "AccessDenied", """{"name":"test"}""")]
    [InlineData(SessionRole.Operate, "Admin.setLogLevel", """{"level":"info"}""", "AccessDenied", "-")]
    public async Task A_call_that_fails_is_told_with_its_error_and_the_trace_id_of_the_answer(SessionRole role, string method, string parameters, string error, string subject)
    {
        using var peer = await ConnectAsync(role);
        var answer = await peer.CallAsync(Json.Call(1, method, parameters));
        Assert.Equal(error, answer.ErrorName());
        var trace = answer.GetProperty("error").GetProperty("data").GetProperty("traceId").GetString();
        Assert.Equal($"tester called {method} on {subject}: {error}. Session 1 over test from test://here, trace id {trace}.", Assert.Single(_audit.Lines));
    }

    [Fact]
    public async Task Calls_in_batches_and_notifications_are_told_as_well()
    {
        using var peer = await ConnectAsync(SessionRole.Operate);
        await peer.CallAsync($"[{Json.Call(1, "Domain.suspend", """{"self":{"name":"test"}}""")},{Json.Call(2, "Domain.resume", """{"self":{"name":"test"}}""")}]");
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"Domain.suspend","params":{"self":{"name":"test"}}}""");
        await peer.CallAsync(Json.Call(3, "Host.ping"));
        Assert.Equal(["Domain.suspend", "Domain.resume", "Domain.suspend"], _audit.Lines.Select(static line => line.Split(' ')[2]));
    }

    [Fact]
    public async Task Who_is_not_believed_is_told()
    {
        using var peer = await ConnectAsync(SessionRole.None);
        await peer.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{}}"""));
        await peer.CallAsync(Json.Call(2, "Rpc.hello", """{"versions":{},"token":"opensesame"}"""));
        await peer.CallAsync(Json.Call(3, "Rpc.hello", $$"""{"versions":{},"token":"{{_token.Secret}}x"}"""));
        const string Where = "Session 1 over test from test://here.";
        Assert.Equal(
            [
                $"tester was not believed: AccessDenied, no token. {Where}",
                $"tester was not believed: Unauthenticated, an unknown token. {Where}",
                $"tester was not believed: Unauthenticated, the token ops. {Where}",
            ],
            _audit.Lines);
    }

    [Fact]
    public async Task No_secret_is_ever_logged()
    {
        using var peer = await ConnectAsync(SessionRole.None);
        await peer.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{},"token":"opensesame"}"""));
        Assert.Equal("admin", (await peer.CallAsync(Json.Call(2, "Rpc.hello", $$"""{"versions":{},"token":"{{_token.Secret}}"}"""))).Result().GetProperty("role").GetString());
        var defined = (await peer.CallAsync(Json.Call(3, "Secret.define", """{"xml":"<secret><description>opensesame</description></secret>"}"""))).Result();
        var uuid = defined.GetProperty("uuid").GetString();
        foreach (var value in (string[])["b3BlbnNlc2FtZQ==", "opensesame"])
            await peer.CallAsync(Json.Call(4, "Secret.setValue", $$"""{"self":{"uuid":"{{uuid}}"},"value":"{{value}}"}"""));
        Assert.Contains(_audit.Lines, line => line.Contains("token:ops called Secret.setValue", StringComparison.Ordinal));
        foreach (var secret in (string[])["opensesame", "b3BlbnNlc2FtZQ", _token.Secret, _token.Secret[8..]])
            Assert.DoesNotContain(_audit.All, line => line.Contains(secret, StringComparison.Ordinal));
    }

    private async Task<RawPeer> ConnectAsync(SessionRole role)
    {
        await _server.StartAsync(TestContext.Current.CancellationToken);
        var (client, transport) = MemoryTransport.CreatePair();
        _server.Connections.Add(transport, new PeerIdentity("tester", role, "test://here"));
        return RawPeer.Over(client, WireForm.Lines);
    }

    /// <summary>Keeps what is logged, and what of it is the audit's.</summary>
    private sealed class AuditList : ILoggerFactory
    {
        private readonly ConcurrentQueue<(string Category, string Text)> _entries = new();

        public IReadOnlyList<string> Lines => [.. _entries.Where(static e => e.Category == "Virtwire.Audit").Select(static e => e.Text)];

        public IReadOnlyList<string> All => [.. _entries.Select(static e => e.Text)];

        public ILogger CreateLogger(string categoryName) => new Log(categoryName, _entries);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        private sealed class Log(string category, ConcurrentQueue<(string Category, string Text)> entries) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                entries.Enqueue((category, $"{formatter(state, exception)}{exception}"));
        }
    }
}
