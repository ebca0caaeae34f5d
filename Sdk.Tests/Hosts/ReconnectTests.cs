using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Hosts;

/// <summary>A connection that is lost and made again.</summary>
public sealed class ReconnectTests
{
    private readonly ScriptedDaemon _daemon = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_connection_is_made_again_and_no_call_twice()
    {
        var time = new ManualTime();
        var (host, first) = await _daemon.OpenAsync(ScriptedDaemon.Options(time));
        await using var closing = host;
        var states = new StateLog(host);
        var domain = host.Domains.Bind(DomainRef.ByName("web1"));
        var suspending = domain.SuspendAsync(Cancellation).AsTask();
        await first.NextAsync("Domain.suspend");
        first.Transport.Dispose();

        Assert.True((await Assert.ThrowsAsync<ConnectionLostException>(() => suspending)).MaybeSent);
        Assert.True((await states.NextAsync(HostConnectionState.Reconnecting))!.MaybeSent);
        Assert.Equal(HostConnectionState.Reconnecting, host.State);
        Assert.False((await Assert.ThrowsAsync<ConnectionLostException>(async () => await domain.ResumeAsync(Cancellation))).MaybeSent);
        Assert.Equal(1, _daemon.Attempts);

        var greeting = _daemon.GreetAsync(ScriptedHost.Hello.Replace("\"s1\"", "\"s2\"", StringComparison.Ordinal));
        await time.AdvanceUntilAsync(greeting, TimeSpan.FromSeconds(1));
        var second = await greeting;
        Assert.Null(await states.NextAsync(HostConnectionState.Connected));
        Assert.Equal((HostConnectionState.Connected, "s2"), (host.State, host.Server!.Id));

        // The handle is the same, and so is the collection.
        var resuming = domain.ResumeAsync(Cancellation);
        await second.AnswerAsync(await second.NextAsync("Domain.resume"), "{}");
        await resuming;
    }

    [Fact]
    public async Task It_is_tried_until_somebody_answers()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        var states = new StateLog(host);
        _daemon.Refusal = new ConnectionFailedException("Nobody listens there.");
        first.Transport.Dispose();
        await states.NextAsync(HostConnectionState.Reconnecting);
        await WaitFor.TrueAsync(() => _daemon.Attempts > 4);

        // One that goes away while it is greeted, and one that is not ready yet, are no answer either.
        _daemon.Refusal = null;
        var gone = await _daemon.NextAsync();
        await gone.NextAsync("Rpc.hello");
        gone.Transport.Dispose();
        var early = await _daemon.NextAsync();
        await early.FailAsync(await early.NextAsync("Rpc.hello"), """{"code":9,"message":"It is about to stop.","data":{"name":"ShuttingDown"}}""");
        await _daemon.GreetAsync();
        await states.NextAsync(HostConnectionState.Connected);
    }

    [Fact]
    public async Task A_server_that_refuses_for_good_ends_it()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        var states = new StateLog(host);
        var stream = await StartAsync(host, first);
        first.Transport.Dispose();
        await states.NextAsync(HostConnectionState.Reconnecting);
        var second = await _daemon.NextAsync();
        await second.FailAsync(await second.NextAsync("Rpc.hello"), """{"code":8,"message":"There is no such driver.","data":{"name":"UnknownDriver"}}""");

        var reason = await states.NextAsync(HostConnectionState.Closed);
        Assert.IsType<UnknownDriverException>(reason!.InnerException);
        Assert.Contains("There is no such driver.", reason.Message, StringComparison.Ordinal);
        Assert.Equal(HostConnectionState.Closed, host.State);
        await using var events = stream.GetAsyncEnumerator(Cancellation);
        Assert.Same(reason, await Assert.ThrowsAsync<ConnectionLostException>(async () => await events.MoveNextAsync()));
        await Assert.ThrowsAsync<ConnectionLostException>(async () => await host.PingAsync(Cancellation));
    }

    [Fact]
    public async Task Without_reconnecting_a_lost_connection_is_closed()
    {
        var options = ScriptedDaemon.Options();
        options.Reconnect.Enabled = false;
        var (host, first) = await _daemon.OpenAsync(options);
        await using var closing = host;
        var states = new StateLog(host);
        var stream = await StartAsync(host, first);
        first.Transport.Dispose();
        Assert.NotNull(await states.NextAsync(HostConnectionState.Closed));
        await using var events = stream.GetAsyncEnumerator(Cancellation);
        await Assert.ThrowsAsync<ConnectionLostException>(async () => await events.MoveNextAsync());
        Assert.Equal(1, _daemon.Attempts);
    }

    [Fact]
    public async Task Who_closes_it_meanwhile_is_not_kept_waiting()
    {
        var (host, first) = await _daemon.OpenAsync(ScriptedDaemon.Options(new ManualTime()));
        var states = new StateLog(host);
        var stream = await StartAsync(host, first);
        first.Transport.Dispose();
        await states.NextAsync(HostConnectionState.Reconnecting);
        await host.DisposeAsync();
        Assert.Null(await states.NextAsync(HostConnectionState.Closed));
        Assert.Equal(1, _daemon.Attempts);
        await using var events = stream.GetAsyncEnumerator(Cancellation);
        await Assert.ThrowsAsync<ConnectionLostException>(async () => await events.MoveNextAsync());
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Who_closes_it_during_the_greeting_ends_that_too()
    {
        var (host, first) = await _daemon.OpenAsync();
        first.Transport.Dispose();
        var second = await _daemon.NextAsync();
        await second.NextAsync("Rpc.hello");
        await host.DisposeAsync();
        Assert.Equal(HostConnectionState.Closed, host.State);

        // The greeting is taken back, then there is nothing more.
        Assert.Equal("$/cancelRequest", (await second.NextAsync()).GetProperty("method").GetString());
        Assert.Equal(0, await second.Transport.ReceiveAsync(new byte[1]));
    }

    [Fact]
    public async Task A_listener_that_throws_ends_nothing()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        host.StateChanged += (_, _) => throw new NotSupportedException();
        for (var end = first; _daemon.Attempts < 3; end = await _daemon.GreetAsync())
            end.Transport.Dispose();
        await WaitFor.TrueAsync(() => host.State == HostConnectionState.Connected);
    }

    [Fact]
    public async Task A_wait_for_a_task_goes_on_when_the_connection_is_there_again()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        var attaching = HostTask.AttachAsync<Conformance.Api.Bread>(host, "t1", Cancellation);
        await first.AnswerAsync(await first.NextAsync("Task.get"), Info("running"));
        var task = await attaching;
        var waiting = task.WaitAsync(Cancellation).AsTask();
        await first.NextAsync("Task.wait");
        first.Transport.Dispose();

        var second = await _daemon.GreetAsync();
        var again = await second.NextAsync("Task.wait");
        Assert.Equal(0, again.GetProperty("params").GetProperty("timeout").GetInt32());
        second.Transport.Dispose();
        var third = await _daemon.GreetAsync();
        await third.AnswerAsync(await third.NextAsync("Task.wait"), Info("completed", ""","result":{"loaves":4}"""));
        Assert.Equal(4, (await waiting).Loaves);

        var lost = task.WaitAsync(Cancellation).AsTask();
        await third.NextAsync("Task.wait");
        _daemon.Refusal = new InvalidOperationException("The server is gone.");
        third.Transport.Dispose();
        await Assert.ThrowsAsync<ConnectionLostException>(() => lost);
    }

    private static async Task<EventSubscription<DomainStateChangedEvent>> StartAsync(HostConnection host, PeerEnd end)
    {
        var starting = host.Domains.WatchStateChanged().StartAsync(Cancellation);
        await end.AnswerAsync(await end.NextAsync("Events.subscribe"), """{"id":"s1","position":"3:7","replayed":0}""");
        return await starting;
    }

    private static string Info(string state, string more = "") =>
        $$"""{"id":"t1","method":"Oven.bake","owner":"tester","started":"2026-01-01T00:00:00Z","state":"{{state}}"{{more}}}""";
}
