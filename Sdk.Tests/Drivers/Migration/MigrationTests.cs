using System.Text.Json;
using Virtwire.Sdk.Tests.Drivers.Migration.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Migration;

/// <summary>Guests that go from one host to another: how they come there, and what stays.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private static readonly Guid Guest = Guid.Parse("7d0fb1c0-7f2e-4c39-9b77-4c5c0a3f1e02");

    private readonly MigrationWorld _world = new();
    private HostConnection _a = null!;
    private HostConnection _b = null!;

    public static TheoryData<string> BeforeTheQuestion { get; } = ["connect", "prepare", "perform", "pass1", "pause", "pass2", "finish"];

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _world.StartAsync();
        _a = await _world.A.ConnectAsync();
        _b = await _world.B.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true, true, "-", "persistent")]
    [InlineData(true, false, "shutoff", "persistent")]
    [InlineData(false, true, "-", "transient")]
    [InlineData(false, false, "shutoff", "transient")]
    public async Task A_guest_goes_and_its_definitions_are_where_the_call_says(bool persist, bool undefine, string here, string there)
    {
        var guest = await StartAsync();
        var ended = await MigrateAsync($$""","persistDestination":{{Word(persist)}},"undefineSource":{{Word(undefine)}}""");
        Assert.Equal("completed", ended.GetProperty("state").GetString());
        Assert.Equal("g", ended.GetProperty("result").GetProperty("name").GetString());
        Assert.Equal((here, "running"), _world.Look(Guest));
        var info = await _b.Domains.Bind(guest.Reference).GetInfoAsync(Ended);
        Assert.Equal((there == "persistent", DomainStateReason.Migrated), (info.Persistent, info.Reason));
        if (!undefine)
            Assert.Equal(DomainStateReason.Migrated, (await guest.GetStateAsync(Ended)).Reason);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false, 1)]
    [InlineData(true, 4)]
    public async Task A_guest_that_runs_meanwhile_is_moved_in_passes(bool live, int passes)
    {
        await StartAsync();
        var ended = await MigrateAsync($$""","live":{{Word(live)}}""");
        var result = ended.GetProperty("result");
        Assert.Equal(passes, result.GetProperty("iterations").GetInt32());
        Assert.Equal(ended.GetProperty("progress").GetProperty("dataProcessed").GetInt64(), result.GetProperty("dataTotal").GetInt64());
    }

    [Fact(Timeout = 60_000)]
    public async Task It_comes_with_another_name_and_paused_where_the_call_says_so()
    {
        var guest = await StartAsync();
        await MigrateAsync(""","name":"h","paused":true,"persistDestination":true""");
        var there = await _b.Domains.LookupByNameAsync("h", Ended);
        Assert.Equal(guest.Uuid, there.Uuid);
        Assert.Equal(DomainState.Paused, (await there.GetStateAsync(Ended)).State);
        Assert.Contains("<name>h</name>", await there.GetXmlAsync(inactive: true, cancellationToken: Ended), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_that_is_suspended_on_the_way_comes_suspended()
    {
        var guest = await StartAsync();
        var held = _world.A.Points.Hold("Domain.migrate:pass1");
        var task = await BeginAsync(""","live":true""");
        await held;
        await guest.SuspendAsync(Ended);
        await Assert.ThrowsAsync<OperationInProgressException>(async () => await guest.ResumeAsync(Ended));
        _world.A.Points.Release("Domain.migrate:pass1");
        await WaitAsync(task);
        Assert.Equal(("shutoff", "paused"), _world.Look(Guest));
    }

    [Fact(Timeout = 60_000)]
    public async Task Both_hosts_tell_of_it_in_order()
    {
        await StartAsync();
        await using var here = await _a.Domains.WatchStateChanged().StartAsync(Ended);
        await using var there = await _b.Domains.WatchStateChanged().StartAsync(Ended);
        await MigrateAsync(""","live":true""");
        Assert.Equal(["paused/migration", "shutoff/migrated"], await TakeAsync(here, "shutoff"));
        Assert.Equal(["paused/migration", "running/migrated"], await TakeAsync(there, "running"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_on_its_way_is_there_paused_and_its_name_is_taken()
    {
        await StartAsync();
        var held = _world.A.Points.Hold("Domain.migrate:pass1");
        var task = await BeginAsync("");
        await held;
        Assert.Equal(("paused held", "paused held"), _world.Look(Guest));
        var there = await _b.Domains.LookupByNameAsync("g", Ended);
        await Assert.ThrowsAsync<OperationInProgressException>(async () => await there.ResumeAsync(Ended));
        await Assert.ThrowsAsync<DomainExistsException>(async () => await _b.Domains.DefineAsync(Host.Xml("g", Guid.NewGuid()), cancellationToken: Ended));
        Assert.Equal(DomainJobOperation.MigrationIn, (await there.GetJobInfoAsync(cancellationToken: Ended)).Operation);
        _world.A.Points.Release("Domain.migrate:pass1");
        Assert.Equal("completed", (await WaitAsync(task)).GetProperty("state").GetString());
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(BeforeTheQuestion))]
    public async Task One_that_is_cancelled_or_fails_before_the_question_goes_on_here(string phase)
    {
        await StartAsync();
        foreach (var how in new[] { "cancel", "abort", "fail" })
        {
            var point = "Domain.migrate:" + phase;
            var held = _world.A.Points.Hold(point);
            var task = await BeginAsync(""","live":true,"persistDestination":true,"undefineSource":true""");
            await held;
            if (how == "cancel")
                await CallAsync(_a, "Task.cancel", task);
            else if (how == "abort")
                await CallAsync(_a, "Domain.abortJob", """{"self":{"name":"g"}}""");
            else
                _world.A.Points.Fail(point, new InvalidArgumentException("No.", new InvalidArgumentDetails { Parameter = "p" }));
            Assert.Equal(how == "fail" ? "failed" : "cancelled", (await WaitAsync(task)).GetProperty("state").GetString());
            await _world.UntilAsync(Guest, static (a, b) => (a, b) == ("running", "-"));
        }

        Assert.Equal("completed", (await MigrateAsync(""","persistDestination":true,"undefineSource":true""")).GetProperty("state").GetString());
        Assert.Equal(("-", "running"), _world.Look(Guest));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("DomainMigration.prepare:begin", "a")]
    [InlineData("DomainMigration.prepare:answer", "a")]
    [InlineData("DomainMigration.transfer:receive", "a")]
    [InlineData("DomainMigration.finish:decide", "a")]
    [InlineData("DomainMigration.finish:start", "b")]
    [InlineData("DomainMigration.finish:answer", "b")]
    public async Task A_refusal_of_the_other_host_leaves_the_guest_where_that_host_has_decided(string point, string where)
    {
        await StartAsync();
        _world.B.Points.Fail(point, new InvalidArgumentException("Full.", new InvalidArgumentDetails { Parameter = "p" }));
        var ended = await MigrateAsync(""","persistDestination":true,"undefineSource":true""");
        Assert.Equal(where == "a" ? "failed" : "completed", ended.GetProperty("state").GetString());
        await _world.UntilAsync(Guest, (a, b) => (a, b) == (where == "a" ? ("running", "-") : ("-", "running")));
        if (where == "a")
            Assert.Equal("DomainMigrationFailed", ended.GetProperty("error").GetProperty("data").GetProperty("name").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_that_is_destroyed_on_either_side_does_not_come()
    {
        var guest = await StartAsync();
        var held = _world.A.Points.Hold("Domain.migrate:pass1");
        var task = await BeginAsync(""","live":true""");
        await held;
        await _b.Domains.Bind(guest.Reference).DestroyAsync(cancellationToken: Ended);
        _world.A.Points.Release("Domain.migrate:pass1");
        Assert.Equal("failed", (await WaitAsync(task)).GetProperty("state").GetString());
        await _world.UntilAsync(Guest, static (a, b) => (a, b) == ("running", "-"));

        held = _world.A.Points.Hold("Domain.migrate:pass1");
        task = await BeginAsync(""","live":true""");
        await held;
        await guest.DestroyAsync(cancellationToken: Ended);
        Assert.Equal("failed", (await WaitAsync(task)).GetProperty("state").GetString());
        await _world.UntilAsync(Guest, static (a, b) => (a, b) == ("shutoff", "-"));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_cannot_be_is_refused_by_the_call()
    {
        var guest = await StartAsync();
        Assert.Equal("InvalidArgument", await RefusalAsync("""{"self":{"name":"g"},"destination":"nowhere"}"""));
        Assert.Equal("InvalidArgument", await RefusalAsync($$"""{"self":{"name":"g"},"destination":"{{_world.B.Uri}}","name":"a/b"}"""));
        Assert.Equal("NoDomain", await RefusalAsync($$"""{"self":{"name":"nobody"},"destination":"{{_world.B.Uri}}"}"""));
        await guest.DestroyAsync(cancellationToken: Ended);
        Assert.Equal("DomainNotRunning", await RefusalAsync($$"""{"self":{"name":"g"},"destination":"{{_world.B.Uri}}"}"""));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_does_not_go_where_its_name_is_taken_or_to_its_own_host()
    {
        await StartAsync();
        await _b.Domains.DefineAsync(Host.Xml("g", Guid.NewGuid()), cancellationToken: Ended);
        var ended = await MigrateAsync("");
        Assert.Equal("DomainExists", ended.GetProperty("error").GetProperty("data").GetProperty("details").GetProperty("cause").GetString());
        Assert.Equal("running", _world.Look(Guest).A);
        ended = await WaitAsync(await BeginAsync("", _world.A.Uri));
        Assert.Equal("failed", ended.GetProperty("state").GetString());
        Assert.Equal("running", _world.Look(Guest).A);
    }

    private async Task<Domain> StartAsync()
    {
        var guest = await _a.Domains.DefineAsync(Host.Xml("g", Guest), cancellationToken: Ended);
        await guest.CreateAsync(cancellationToken: Ended);
        return guest;
    }

    private async Task<JsonElement> MigrateAsync(string more) => await WaitAsync(await BeginAsync(more));

    private async Task<string> BeginAsync(string more, string? destination = null)
    {
        var answer = await CallAsync(_a, "Domain.migrate", $$"""{"self":{"name":"g"},"destination":"{{destination ?? _world.B.Uri}}"{{more}}}""");
        return $$"""{"self":{{answer.GetProperty("task")}}}""";
    }

    private Task<JsonElement> WaitAsync(string task) => CallAsync(_a, "Task.wait", task);

    private async Task<string?> RefusalAsync(string parameters) =>
        (await Assert.ThrowsAnyAsync<HostException>(() => CallAsync(_a, "Domain.migrate", parameters))).ErrorName;

    private static async Task<JsonElement> CallAsync(HostConnection connection, string method, string parameters) =>
        await connection.CallAsync(method, JsonElement.Parse(parameters), cancellationToken: Ended);

    private static string Word(bool value) => value ? "true" : "false";

    private static async Task<IReadOnlyList<string>> TakeAsync(EventSubscription<DomainStateChangedEvent> stream, string last)
    {
        var told = new List<string>();
        await foreach (var change in stream.WithCancellation(Ended))
        {
            told.Add($"{change.State}/{change.Reason}");
            if (change.State.ToString() == last)
                break;
        }

        return told;
    }
}
