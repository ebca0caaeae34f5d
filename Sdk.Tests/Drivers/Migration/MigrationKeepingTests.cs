using System.Text.Json;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Tests.Drivers.Migration.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Migration;

/// <summary>Guests on their way between hosts that cannot write down what they decide, or that nobody hears of any more.</summary>
public sealed class MigrationKeepingTests : IAsyncLifetime
{
    private static readonly Guid Guest = Guid.Parse("7d0fb1c0-7f2e-4c39-9b77-4c5c0a3f1e02");

    private readonly MigrationWorld _world = new();
    private HostConnection _a = null!;
    private HostConnection _b = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _world.StartAsync();
        _a = await _world.A.ConnectAsync();
        _b = await _world.B.ConnectAsync();
        var guest = await _a.Domains.DefineAsync(Host.Xml("g", Guest), cancellationToken: Ended);
        await guest.CreateAsync(cancellationToken: Ended);
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_whose_host_cannot_write_down_what_it_asks_goes_on_there()
    {
        _world.A.Keeper.Fails = static (kind, kept) => kind == "migrations-out" && Says(kept, "asked", "yes");
        var ended = await WaitAsync(await BeginAsync());
        Assert.Equal("StateNotKept", ended.GetProperty("error").GetProperty("data").GetProperty("name").GetString());
        await _world.UntilAsync(Guest, static (a, b) => (a, b) == ("running", "-"));
        _world.A.Keeper.Fails = null;
        Assert.Equal("completed", (await WaitAsync(await BeginAsync())).GetProperty("state").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_is_let_run_only_when_the_decision_is_written_down_however_long_that_takes()
    {
        var tries = 3;
        _world.B.Keeper.Fails = (kind, kept) => kind == "migrations-in" && Says(kept, "applied", "no") && tries-- > 0;
        Assert.Equal("completed", (await WaitAsync(await BeginAsync())).GetProperty("state").GetString());
        Assert.Equal(-1, tries);
        Assert.Equal(("-", "running"), _world.Look(Guest));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_that_has_gone_is_free_on_both_hosts_where_its_end_cannot_be_written_down()
    {
        _world.A.Keeper.Fails = static (kind, kept) => kind == "domains" && kept is null;
        _world.B.Keeper.Fails = static (kind, kept) => Says(kept, "applied", "yes");
        await WaitAsync(await BeginAsync());
        await _world.UntilAsync(Guest, static (a, b) => (a, b) == ("-", "running"));
        Assert.Empty(_world.A.Keeper.Load("migrations-out"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_that_is_aborted_where_it_comes_to_is_gone_there_at_once()
    {
        var held = _world.A.Points.Hold("Domain.migrate:pass1");
        var task = await BeginAsync();
        await held;
        await _b.Domains.Bind(DomainRef.ByUuid(Guest)).AbortJobAsync(cancellationToken: Ended);
        Assert.Equal("-", _world.Look(Guest).B);
        _world.A.Points.Release("Domain.migrate:pass1");
        Assert.Equal("failed", (await WaitAsync(task)).GetProperty("state").GetString());
        await _world.UntilAsync(Guest, static (a, b) => (a, b) == ("running", "-"));
    }

    private static bool Says(KeptObject? kept, string mark, string value) => kept is not null && kept.Marks.TryGetValue(mark, out var said) && said == value;

    private async Task<JsonElement> BeginAsync() => (await _a.CallAsync(
        "Domain.migrate",
        JsonElement.Parse($$"""{"self":{"name":"g"},"destination":"{{_world.B.Uri}}","persistDestination":true,"undefineSource":true}"""),
        cancellationToken: Ended)).GetProperty("task");

    private async Task<JsonElement> WaitAsync(JsonElement task) =>
        await _a.CallAsync("Task.wait", JsonElement.Parse($$"""{"self":{{task}}}"""), cancellationToken: Ended);
}
