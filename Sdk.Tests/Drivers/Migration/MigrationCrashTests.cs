using System.Text.Json;
using Virtwire.Sdk.Tests.Drivers.Migration.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Migration;

/// <summary>Servers that are killed while a guest goes from one to the other: at no moment does it run on both, and one has it in the end.</summary>
public sealed class MigrationCrashTests
{
    private static readonly Guid Guest = Guid.Parse("7d0fb1c0-7f2e-4c39-9b77-4c5c0a3f1e02");

    // The node at whose point the migration is held, and where the guest is when all is up again.
    private static readonly (string Node, string Point, string Stays)[] Points =
    [
        ("a", "Domain.migrate:connect", "a"),
        ("a", "Domain.migrate:prepare", "a"),
        ("b", "DomainMigration.prepare:begin", "a"),
        ("b", "DomainMigration.prepare:answer", "a"),
        ("a", "Domain.migrate:pass1", "a"),
        ("b", "DomainMigration.transfer:receive", "a"),
        ("a", "Domain.migrate:finish", "a"),
        ("a", "Domain.migrate:ask", "a"),
        ("b", "DomainMigration.finish:decide", "a"),
        ("b", "DomainMigration.finish:start", "b"),
        ("b", "DomainMigration.finish:answer", "b"),
    ];

    public static TheoryData<string, string, string> Crashes { get; } = [.. from point in Points
        from dead in new[] { "a", "b", "both" }
        select new TheoryDataRow<string, string, string>(point.Point, dead, Stays(point.Point, dead, point.Stays))];

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Crashes))]
    public async Task Exactly_one_host_has_the_guest_when_all_is_up_again(string point, string dead, string stays)
    {
        await using var world = new MigrationWorld();
        await world.StartAsync();
        await BeginAsync(world, out var held, point, ",\"live\":true");
        await held;

        if (dead is "a" or "both")
            world.A.Kill();
        if (dead is "b" or "both")
            world.B.Kill();
        if (dead is "a" or "both")
            await world.A.StartAsync();
        if (dead is "b" or "both")
            await world.B.StartAsync();
        Release(world, point);
        await world.UntilAsync(Guest, (a, b) => (stays != "b" && IsFree(a) && b == "-") || (stays != "a" && a == "-" && IsFree(b)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_in_doubt_stands_still_and_cannot_be_started_until_the_other_host_has_answered()
    {
        await using var world = new MigrationWorld();
        await world.StartAsync();
        await BeginAsync(world, out var held, "DomainMigration.finish:start", "");
        await held;
        world.B.Kill();
        await world.UntilAsync(Guest, static (a, _) => a == "paused held");
        await using (var a = await world.A.ConnectAsync())
        {
            var guest = await a.Domains.LookupByNameAsync("g", Ended);
            await Assert.ThrowsAsync<OperationInProgressException>(async () => await guest.ResumeAsync(Ended));
            await Assert.ThrowsAsync<OperationInProgressException>(async () => await guest.AbortJobAsync(cancellationToken: Ended));
            await guest.DestroyAsync(cancellationToken: Ended);
            await Assert.ThrowsAsync<OperationInProgressException>(async () => await guest.CreateAsync(cancellationToken: Ended));
        }

        await world.A.CrashAsync();
        Assert.Equal("shutoff held", world.Look(Guest).A);
        await using (var a = await world.A.ConnectAsync())
        {
            var guest = await a.Domains.LookupByNameAsync("g", Ended);
            await Assert.ThrowsAsync<OperationInProgressException>(async () => await guest.CreateAsync(cancellationToken: Ended));
        }

        await world.B.StartAsync();
        await world.UntilAsync(Guest, static (a, b) => a == "-" && IsFree(b));
    }

    [Fact(Timeout = 120_000)]
    public async Task Twenty_migrations_with_cancels_faults_and_killed_servers_never_double_or_lose_the_guest()
    {
        var random = new Random(7);
        await using var world = new MigrationWorld();
        await world.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var (_, point, _) = Points[random.Next(Points.Length)];
            await BeginAsync(world, out var held, point, random.Next(2) == 0 ? ",\"live\":true" : "");
            await held;
            switch (random.Next(5))
            {
                case 0:
                    await world.A.CrashAsync();
                    break;
                case 1:
                    await world.B.CrashAsync();
                    break;
                case 2:
                    world.A.Kill();
                    await world.B.CrashAsync();
                    await world.A.StartAsync();
                    break;
                case 3:
                    var error = new InvalidArgumentException("A fault.", new InvalidArgumentDetails { Parameter = "p" });
                    (point.StartsWith("Domain.", StringComparison.Ordinal) ? world.A : world.B).Points.Fail(point, error);
                    break;
                default:
                    await using (var a = await world.A.ConnectAsync())
                    {
                        var list = await a.CallAsync("Task.list", JsonElement.Parse("""{"state":"running"}"""), cancellationToken: Ended);
                        foreach (var id in list.GetProperty("items").EnumerateArray().Select(static t => t.GetProperty("id").GetString()!))
                            await a.Tasks.Bind(HostTaskRef.ById(id)).CancelAsync(Ended);
                    }

                    break;
            }

            Release(world, point);
            await world.UntilAsync(Guest, static (a, b) => (a == "-" && IsFree(b)) || (IsFree(a) && b == "-"));
            await CleanAsync(world);
        }
    }

    // A guest that is defined on the first host and runs, on its way to the second.
    private static Task BeginAsync(MigrationWorld world, out Task held, string point, string more)
    {
        held = (point.StartsWith("Domain.", StringComparison.Ordinal) ? world.A : world.B).Points.Hold(point);
        return MigrateAsync(world, more);
    }

    private static async Task MigrateAsync(MigrationWorld world, string more)
    {
        await using var a = await world.A.ConnectAsync();
        var guest = await a.Domains.DefineAsync(Host.Xml("g", Guest), cancellationToken: Ended);
        await guest.CreateAsync(cancellationToken: Ended);
        await a.CallAsync(
            "Domain.migrate",
            JsonElement.Parse($$"""{"self":{"name":"g"},"destination":"{{world.B.Uri}}","persistDestination":true,"undefineSource":true{{more}}}"""),
            cancellationToken: Ended);
    }

    private static void Release(MigrationWorld world, string point)
    {
        world.A.Points.TryRelease(point);
        world.B.Points.TryRelease(point);
    }

    private static async Task CleanAsync(MigrationWorld world)
    {
        foreach (var node in new[] { world.A, world.B })
        {
            await using var connection = await node.ConnectAsync();
            await foreach (var domain in connection.Domains.ListAsync(cancellationToken: Ended))
            {
                var info = await domain.GetInfoAsync(Ended);
                if (info.Active)
                    await domain.DestroyAsync(cancellationToken: Ended);
                if (info.Persistent)
                    await domain.UndefineAsync(cancellationToken: Ended);
            }
        }
    }

    private static string Stays(string point, string dead, string stays) => (point, dead) switch
    {
        // Nothing was asked of the other host before: the one that is started anew will do.
        ("Domain.migrate:connect", "b") => "b",

        // The question was on its way when the one who asked was killed: it may be heard or not.
        ("DomainMigration.finish:decide", "a") => "either",
        _ => stays,
    };

    private static bool IsFree(string state) => state is "running" or "shutoff" or "paused";
}
