using System.Text.Json;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Drivers.Faults;

/// <summary>A simulated host whose URI says what goes wrong in it.</summary>
public sealed class FaultyHostTests
{
    private const string TestUuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"name":"test"}""")]
    [InlineData($$"""{"uuid":"{{TestUuid}}"}""")]
    public async Task A_hung_call_stalls_its_own_object_only(string self)
    {
        await using var server = await StartAsync("?domains=3&fault=Domain.suspend:test:hang");
        await using var connection = await server.ConnectAsync(cancellationToken: Cancel);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var hung = CallAsync(connection, "Domain.suspend", $$$"""{"self":{{{self}}}}""", giveUp.Token);

        // The same connection, so the call above has come to its point by the time that these are read.
        var refused = await Assert.ThrowsAsync<OperationInProgressException>(() => CallAsync(connection, "Domain.reset", """{"self":{"name":"test"}}"""));
        Assert.Equal(("Domain.suspend", 1104), (refused.Operation, refused.Code));
        await Assert.ThrowsAsync<OperationInProgressException>(() => CallAsync(connection, "Domain.suspend", $$$"""{"self":{"uuid":"{{{TestUuid}}}"}}"""));
        Assert.Equal("running", (await CallAsync(connection, "Domain.getState", """{"self":{"name":"test"}}""")).GetProperty("state").GetString());
        await using var other = await server.ConnectAsync(cancellationToken: Cancel);
        foreach (var guest in (string[])["guest-1", "guest-2", "guest-3"])
        {
            await CallAsync(connection, "Domain.create", $$$"""{"self":{"name":"{{{guest}}}"}}""");
            await CallAsync(other, "Domain.suspend", $$$"""{"self":{"name":"{{{guest}}}"}}""");
        }

        Assert.False(hung.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hung);
    }

    [Fact]
    public async Task A_deadline_answers_for_a_hung_call_and_its_object_is_free_again()
    {
        await using var server = await StartAsync("?fault=Domain.suspend:test:hang:times=1");
        await using var connection = await server.ConnectAsync(cancellationToken: Cancel);
        var options = new CallOptions { Deadline = TimeSpan.FromMilliseconds(100) };
        var self = JsonElement.Parse("""{"self":{"name":"test"}}""");
        await Assert.ThrowsAsync<DeadlineExceededException>(async () => await connection.CallAsync("Domain.suspend", self, options, Cancel));

        // The client may know of the deadline before the server has acted on it.
        while (true)
        {
            try
            {
                await connection.CallAsync("Domain.suspend", self, cancellationToken: Cancel);
                break;
            }
            catch (OperationInProgressException)
            {
                await Task.Yield();
            }
        }

        Assert.Equal("paused", (await CallAsync(connection, "Domain.getState", """{"self":{"name":"test"}}""")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_connection_that_is_gone_frees_the_object_of_its_hung_call()
    {
        await using var server = await StartAsync("?fault=Domain.suspend:test:hang:times=1");
        var gone = await server.ConnectAsync(cancellationToken: Cancel);
        var hung = CallAsync(gone, "Domain.suspend", """{"self":{"name":"test"}}""");
        await CallAsync(gone, "Host.ping", "{}");
        await gone.DisposeAsync();
        await Assert.ThrowsAsync<ConnectionLostException>(() => hung);
        await using var connection = await server.ConnectAsync(cancellationToken: Cancel);
        while (true)
        {
            try
            {
                await CallAsync(connection, "Domain.suspend", """{"self":{"name":"test"}}""");
                return;
            }
            catch (OperationInProgressException)
            {
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task A_planned_failure_comes_as_often_as_planned_and_leaves_the_object_as_it_was()
    {
        await using var server = await StartAsync("?fault=Domain.suspend:te*:fail=InvalidDomainState:times=2");
        await using var connection = await server.ConnectAsync(cancellationToken: Cancel);
        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAnyAsync<HostException>(() => CallAsync(connection, "Domain.suspend", """{"self":{"name":"test"}}"""));
            Assert.Equal("InvalidDomainState", error.ErrorName);
        }

        Assert.Equal("running", (await CallAsync(connection, "Domain.getState", """{"self":{"name":"test"}}""")).GetProperty("state").GetString());
        await CallAsync(connection, "Domain.suspend", """{"self":{"name":"test"}}""");
    }

    [Theory]
    [InlineData("Domain.lookupByName", """{"name":"test"}""")]
    [InlineData("StoragePool.lookupByName", """{"name":"test"}""")]
    [InlineData("DomainSnapshot.create", """{"domain":{"name":"test"},"name":"s"}""")]
    [InlineData("DomainSnapshot.create", $$$"""{"domain":{"uuid":"{{{TestUuid}}}"},"name":"s"}""")]
    public async Task A_call_without_a_receiver_is_about_what_it_names(string method, string parameters)
    {
        await using var server = await StartAsync($"?fault={method}:test:fail");
        await using var connection = await server.ConnectAsync(cancellationToken: Cancel);
        Assert.Equal(-32603, (await Assert.ThrowsAnyAsync<HostException>(() => CallAsync(connection, method, parameters))).Code);
    }

    [Theory]
    [InlineData("Domain.list")]
    [InlineData("Domain.*")]
    public async Task A_rule_for_any_object_is_for_calls_about_none_too(string point)
    {
        await using var server = await StartAsync($"?fault={point}:*:fail");
        await using var connection = await server.ConnectAsync(cancellationToken: Cancel);
        Assert.Equal(-32603, (await Assert.ThrowsAnyAsync<HostException>(() => CallAsync(connection, "Domain.list", "{}"))).Code);
    }

    [Fact]
    public async Task Every_call_takes_longer_by_the_latency()
    {
        var time = new ManualTime();
        await using var server = await StartAsync("?latency=5m", time);
        await using var connection = await server.ConnectAsync(options: new HostConnectionOptions { Deadline = Timeout.InfiniteTimeSpan }, cancellationToken: Cancel);
        var ping = connection.Host.PingAsync(Cancel).AsTask();
        await CallAsync(connection, "Task.list", "{}");
        Assert.False(ping.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(5));
        await ping;
    }

    [Fact]
    public async Task Methods_that_no_rule_concerns_are_not_touched()
    {
        await using var server = await StartAsync("?fault=Domain.suspend:test:fail");
        var methods = server.Core.Registry.Drivers[0].Methods;
        Assert.True(IsGated(methods["Domain.suspend"].Method));
        Assert.False(IsGated(methods["Domain.resume"].Method));
        await using var plain = await StartAsync("");
        Assert.DoesNotContain(plain.Core.Registry.Drivers[0].Methods.Values, m => IsGated(m.Method));
    }

    [Fact]
    public async Task A_host_can_hold_many_guests_whose_uuids_come_from_the_seed()
    {
        await using var first = await StartAsync("?seed=7&domains=2000");
        await using var same = await StartAsync("?domains=2000&seed=7");
        await using var other = await StartAsync("?seed=8&domains=2000");
        var uuid = await UuidAsync(first);
        Assert.Equal(uuid, await UuidAsync(same));
        Assert.NotEqual(uuid, await UuidAsync(other));

        static async Task<string?> UuidAsync(VirtwireServer server)
        {
            await using var connection = await server.ConnectAsync(cancellationToken: Cancel);
            return (await CallAsync(connection, "Domain.lookupByName", """{"name":"guest-2000"}""")).GetProperty("uuid").GetString();
        }
    }

    [Theory]
    [InlineData("?sead=7", "There are: seed, domains, latency, fault.")]
    [InlineData("?seed", "'seed'")]
    public void An_unknown_parameter_is_refused_with_those_that_there_are(string query, string part) => Assert.Contains(
        part, Assert.Throws<InvalidOperationException>(() => new VirtwireServerOptions().AddDriver("test:///default" + query)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("?seed=x", "seed=x")]
    [InlineData("?domains=-1", "domains=-1")]
    [InlineData("?latency=5", "latency=5")]
    [InlineData("?fault=nonsense", "nonsense")]
    public async Task A_value_that_is_none_is_refused(string query, string part) =>
        Assert.Contains(part, (await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(query))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_driver_that_knows_no_parameters_has_none() =>
        Assert.Throws<InvalidOperationException>(() => new VirtwireServerOptions().AddDriver("acme:///?x=1", _ => []));

    private static bool IsGated(Virtwire.Sdk.Server.ServerMethod method) =>
        method.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(GatedMethod<,,>);

    private static async Task<VirtwireServer> StartAsync(string query, TimeProvider? time = null)
    {
        var options = new VirtwireServerOptions { TimeProvider = time ?? TimeProvider.System };
        var server = new VirtwireServer(options.AddDriver("test:///default" + query));
        await server.StartAsync(Cancel);
        return server;
    }

    private static Task<JsonElement> CallAsync(HostConnection connection, string method, string parameters, CancellationToken? cancel = null) =>
        connection.CallAsync(method, JsonElement.Parse(parameters), cancellationToken: cancel ?? Cancel).AsTask();
}
