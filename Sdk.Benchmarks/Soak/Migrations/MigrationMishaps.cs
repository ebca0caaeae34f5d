namespace Virtwire.Sdk.Benchmarks.Soak.Migrations;

/// <summary>
/// What goes wrong inside the daemons, at each point of a migration on either side. Rules are chosen by the name of the guest, so that one start of a
/// daemon has them all.
/// </summary>
internal static class MigrationMishaps
{
    // Those of the source, then those of the destination.
    private static readonly string[] Points =
    [
        "Domain.migrate:connect", "Domain.migrate:prepare", "Domain.migrate:perform", "Domain.migrate:pass1", "Domain.migrate:finish", "Domain.migrate:ask",
        "DomainMigration.prepare:begin", "DomainMigration.prepare:answer", "DomainMigration.transfer:receive",
        "DomainMigration.finish:decide", "DomainMigration.finish:start", "DomainMigration.finish:answer",
    ];

    private static readonly string[] Actions = ["fail", "slow=300ms"];

    /// <summary>The URI of a driver with all rules.</summary>
    public static string DriverUri { get; } = "test:///default?" + string.Join('&', Rules());

    /// <summary>The name of a guest that nothing happens to, or one thing.</summary>
    public static string NextName(Random random, int round) => random.Next(3) switch
    {
        0 => $"plain-{round}",
        1 => $"{Prefix(Actions[0], random.Next(Points.Length))}{round}",
        _ => $"{Prefix(Actions[1], random.Next(Points.Length))}{round}",
    };

    private static IEnumerable<string> Rules() =>
        from action in Actions
        from point in Enumerable.Range(0, Points.Length)
        select $"fault={Points[point]}:{Prefix(action, point)}*:{action}";

    private static string Prefix(string action, int point) => $"{action[..4]}-{point}-";
}
