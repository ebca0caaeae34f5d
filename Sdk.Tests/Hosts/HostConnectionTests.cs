using System.Text.Json;
using Virtwire.Sdk.Hosts;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Hosts;

public sealed class HostConnectionTests
{
    [Fact]
    public async Task Opening_greets_and_keeps_what_was_agreed_on()
    {
        await using var host = ScriptedHost.Begin("test:///default?readonly=1", new HostConnectionOptions
        {
            Token = "secret",
            ClientName = "tests",
            ClientVersion = "3",
            Deadline = Timeout.InfiniteTimeSpan,
        });
        var hello = await host.NextAsync("Rpc.hello");
        var expected = JsonElement.Parse("""
            {"versions":{"core":{"min":"1.0","max":"1.0"},"host":{"min":"1.0","max":"1.0"}},
             "features":["admin.events"],"driver":"test:///default","readOnly":true,"token":"secret","client":{"name":"tests","version":"3"}}
            """);
        Assert.True(JsonElement.DeepEquals(expected, hello.GetProperty("params")), hello.ToString());
        Assert.False(host.Opening.IsCompleted);

        await host.AnswerAsync(hello, ScriptedHost.Hello);
        var connection = await host.Opening;

        Assert.Equal(HostConnectionState.Connected, connection.State);
        Assert.Equal(new ApiVersion(1, 0), connection.PeerVersion);
        Assert.Equal("scripted", connection.Server?.Name);
        Assert.Equal(Role.Operate, connection.Role);
        Assert.Equal("test:///default", connection.Driver);
        Assert.Equal(8, connection.Limits?.InFlight);
        Assert.Equal("test:///default?readonly=1", connection.Uri.ToString());
    }

    [Fact]
    public async Task A_refused_greeting_is_the_server_s_own_error()
    {
        await using var host = ScriptedHost.Begin();
        await host.FailAsync(await host.NextAsync(), """{"code":8,"message":"There is no driver 'test'.","data":{"name":"UnknownDriver","details":{"driver":"test:///default"}}}""");

        var refused = await Assert.ThrowsAsync<UnknownDriverException>(() => host.Opening);

        Assert.Equal("There is no driver 'test'.", refused.Message);
        Assert.Equal(0, await host.Transport.ReceiveAsync(new byte[1]));
    }

    [Fact]
    public async Task A_server_that_leaves_instead_of_greeting_is_a_failed_connection()
    {
        await using var host = ScriptedHost.Begin();
        await host.NextAsync();
        host.Transport.Dispose();

        var failed = await Assert.ThrowsAsync<ConnectionFailedException>(() => host.Opening);

        Assert.Contains("test:///default", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_in_time()
    {
        var time = new ManualTime();
        await using var host = ScriptedHost.Begin(options: new HostConnectionOptions { TimeProvider = time, ConnectTimeout = TimeSpan.FromSeconds(3) });
        await host.NextAsync();

        time.Advance(TimeSpan.FromSeconds(3));
        var failed = await Assert.ThrowsAsync<ConnectionFailedException>(() => host.Opening);

        Assert.Contains("3 s", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_deadline_of_calls_does_not_shorten_the_greeting()
    {
        var time = new ManualTime();
        await using var host = ScriptedHost.Begin(
            options: new HostConnectionOptions { TimeProvider = time, Deadline = TimeSpan.FromSeconds(1), ConnectTimeout = TimeSpan.FromSeconds(3), Reconnect = { Enabled = false } });
        var hello = await host.NextAsync("Rpc.hello");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(host.Opening.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<ConnectionFailedException>(() => host.Opening);
        Assert.False(hello.TryGetProperty("meta", out var meta) && meta.TryGetProperty("deadline", out _));
    }

    [Theory]
    [InlineData("test+unix:///default?socket=/nonexistent/v.sock", "unix:///nonexistent/v.sock")]
    [InlineData("test+tcp://127.0.0.1:1/default", "tcp://127.0.0.1:1")]
    public async Task Nobody_there_is_a_failed_connection_that_says_where(string uri, string where)
    {
        var failed = await Assert.ThrowsAsync<ConnectionFailedException>(
            async () => await HostConnection.OpenAsync(uri, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains(where, failed.Message, StringComparison.Ordinal);
        Assert.Contains("Does the daemon run?", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_server_in_the_process_the_missing_package_is_named()
    {
        var failed = Assert.Throws<ConnectionFailedException>(() => EmbeddedHostLocator.Require(null, ConnectionUri.Parse("test:///default")));

        Assert.Contains("dotnet add package Virtwire.Sdk.Server", failed.Message, StringComparison.Ordinal);
        Assert.Contains("test+unix:///default", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_calls_go_through()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var looking = host.Connection.Domains.LookupByNameAsync("web1", TestContext.Current.CancellationToken);
        var lookup = await host.NextAsync("Domain.lookupByName");
        Assert.Equal("""{"name":"web1"}""", lookup.GetProperty("params").GetRawText());
        await host.AnswerAsync(lookup, """{"name":"web1","uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}""");
        var domain = await looking;
        Assert.Equal("web1", domain.Name);

        var suspending = domain.SuspendAsync(TestContext.Current.CancellationToken);
        var suspend = await host.NextAsync("Domain.suspend");
        Assert.Equal("""{"self":{"name":"web1","uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}}""", suspend.GetProperty("params").GetRawText());
        await host.FailAsync(suspend, """{"code":1001,"message":"No domain is named 'web1'.","data":{"name":"NoDomain"}}""");
        await Assert.ThrowsAsync<NoDomainException>(async () => await suspending);
    }

    [Fact]
    public async Task Any_method_can_be_called_by_its_name()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var calling = host.Connection.CallAsync("Acme.twice", JsonElement.Parse("""{"x":[1,null]}"""), cancellationToken: TestContext.Current.CancellationToken);
        var call = await host.NextAsync("Acme.twice");
        Assert.Equal("""{"x":[1,null]}""", call.GetProperty("params").GetRawText());
        await host.AnswerAsync(call, """{"y":2}""");
        Assert.Equal("""{"y":2}""", (await calling).GetRawText());

        var plain = host.Connection.CallAsync("nodot", default, cancellationToken: TestContext.Current.CancellationToken);
        call = await host.NextAsync("nodot");
        Assert.Equal("{}", call.GetProperty("params").GetRawText());
        await host.FailAsync(call, """{"code":1001,"message":"No domain."}""");
        await Assert.ThrowsAsync<NoDomainException>(async () => await plain);
    }

    [Fact]
    public async Task A_method_newer_than_the_server_is_refused_without_asking()
    {
        await using var host = ScriptedHost.Begin();
        await host.AnswerAsync(await host.NextAsync(), """{"versions":{"core":"1.0"}}""");
        var connection = await host.Opening;

        Assert.False(connection.Supports(HostApi.Host.Ping));
        Assert.True(connection.Supports(CoreApi.Events.Subscribe));
        var refused = await Assert.ThrowsAsync<NotSupportedByPeerException>(
            async () => await connection.PingAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Host.ping", refused.Element);
    }

    [Fact]
    public async Task A_call_larger_than_the_server_takes_is_refused_without_asking()
    {
        await using var host = await ScriptedHost.OpenAsync();

        var refused = await Assert.ThrowsAsync<LimitExceededException>(
            async () => await host.Connection.Domains.LookupByNameAsync(new string('x', 5000), TestContext.Current.CancellationToken));

        Assert.Equal("messageBytes", refused.Limit);
        Assert.Equal(4096, refused.Maximum);
    }

    [Fact]
    public async Task The_end_is_told()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var told = new TaskCompletionSource<HostConnectionStateChangedEventArgs>();
        host.Connection.StateChanged += (_, change) => told.TrySetResult(change);

        host.Transport.Dispose();
        var change = await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(HostConnectionState.Closed, change.State);
        Assert.Equal(HostConnectionState.Closed, host.Connection.State);
        Assert.NotNull(change.Reason);
    }

    [Fact]
    public async Task Disposing_sends_what_was_accepted_and_can_be_repeated()
    {
        await using var host = await ScriptedHost.OpenAsync();
        HostConnectionStateChangedEventArgs? change = null;
        host.Connection.StateChanged += (_, told) => change = told;
        var ping = host.Connection.PingAsync(TestContext.Current.CancellationToken).AsTask();

        await host.Connection.DisposeAsync();
        await host.Connection.DisposeAsync();

        await host.NextAsync("Host.ping");
        Assert.Equal(0, await host.Transport.ReceiveAsync(new byte[1]));
        Assert.True((await Assert.ThrowsAsync<ConnectionLostException>(() => ping)).MaybeSent);
        Assert.Null(change?.Reason);
        Assert.Equal(HostConnectionState.Closed, host.Connection.State);
        var later = await Assert.ThrowsAsync<ConnectionLostException>(async () => await host.Connection.PingAsync(TestContext.Current.CancellationToken));
        Assert.False(later.MaybeSent);
    }

    [Fact]
    public async Task A_cancelled_token_sends_nothing()
    {
        await using var host = await ScriptedHost.OpenAsync();

        var cancelled = host.Connection.PingAsync(new CancellationToken(true)).AsTask();

        Assert.True(cancelled.IsCanceled);
        var ping = host.Connection.Host.PingAsync(TestContext.Current.CancellationToken);
        await host.AnswerAsync(await host.NextAsync("Host.ping"), "{}");
        await ping;
    }

    [Fact]
    public async Task A_resource_is_made_once()
    {
        await using var host = await ScriptedHost.OpenAsync();

        Assert.Same(host.Connection.Domains, host.Connection.Domains);
        Assert.NotSame(host.Connection.Domains, host.Connection.Domains.WithOptions(new CallOptions { IdempotencyKey = "k" }));
    }

    [Fact]
    public async Task Options_go_with_every_call_of_what_they_were_given_to()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var domain = host.Connection.Domains.Bind(DomainRef.ByName("web1")).WithOptions(new CallOptions { IdempotencyKey = "k" });
        var suspending = domain.SuspendAsync(TestContext.Current.CancellationToken);
        var suspend = await host.NextAsync("Domain.suspend");
        Assert.Equal("""{"idempotencyKey":"k"}""", suspend.GetProperty("meta").GetRawText());
        await host.AnswerAsync(suspend, "{}");
        await suspending;
    }

    [Fact]
    public async Task Mocks_replace_what_they_need()
    {
        HostConnection mock = new MockConnection();

        Assert.Equal(42, (await mock.CallAsync("a.b", default, cancellationToken: TestContext.Current.CancellationToken)).GetInt32());
        await Assert.ThrowsAsync<UnboundHandleException>(async () => await mock.PingAsync(TestContext.Current.CancellationToken));
        Assert.Throws<UnboundHandleException>(() => mock.Uri);
        await mock.DisposeAsync();
    }

    private sealed class MockConnection : HostConnection
    {
        public override ValueTask<JsonElement> CallAsync(
            string method, JsonElement parameters, CallOptions options = default, CancellationToken cancellationToken = default) =>
            new(JsonElement.Parse("42"));
    }
}
