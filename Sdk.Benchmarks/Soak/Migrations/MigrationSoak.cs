using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Migrations;

/// <summary>
/// Rounds of: a guest that runs goes from one daemon to the other, and at some moment the task is cancelled, something fails, or daemons are killed.
/// At no moment does the guest run on both, and when both are up again exactly one has it.
/// </summary>
internal sealed class MigrationSoak : IDisposable
{
    private const int LongestWait = 1600;
    private const int LongestDeath = 300;

    // A daemon that is started anew asks the other one; nothing here takes seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Random _random;
    private readonly MigratingHost[] _hosts;
    private int _rounds, _moved, _stayed, _cancels, _mishaps, _looks;

    /// <param name="directory">A directory for the sockets and the states.</param>
    /// <param name="seed">What the chances come from.</param>
    public MigrationSoak(string directory, int seed)
    {
        _random = new Random(seed);
        _hosts = [Host("a"), Host("b")];
        MigratingHost Host(string name) => new(Directory.CreateDirectory(Path.Combine(directory, name)).FullName);
    }

    /// <summary>How many guests went, and how many stayed.</summary>
    public (int Moved, int Stayed) Outcome => (_moved, _stayed);

    /// <summary>How many daemons were killed.</summary>
    public int Kills => _hosts.Sum(static host => host.Kills);

    /// <summary>What has been done, in a few words.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_rounds} migrations, {_moved} guests went and {_stayed} stayed, {Kills} daemons killed, {_cancels} tasks cancelled, {_mishaps} planned faults, {_looks:N0} looks at both");

    /// <summary>Starts both daemons.</summary>
    /// <exception cref="SoakFailure">One does not start.</exception>
    public async Task StartAsync()
    {
        foreach (var host in _hosts)
            await host.StartAsync();
    }

    /// <summary>One round.</summary>
    /// <exception cref="SoakFailure">The guest ran twice, is there twice, or not at all.</exception>
    public async Task RunRoundAsync()
    {
        // In turn, so that either daemon is source and destination.
        var (source, destination) = _rounds++ % 2 == 0 ? (_hosts[0], _hosts[1]) : (_hosts[1], _hosts[0]);
        var guest = Guid.NewGuid();
        var name = MigrationMishaps.NextName(_random, _rounds);
        _mishaps += name.StartsWith("fail", StringComparison.Ordinal) ? 1 : 0;
        using (var client = await source.ConnectAsync())
        {
            Require(await client.CallAsync(("Domain.define", new { xml = Xml(name, guest) }), ("Domain.create", new { self = new { uuid = guest } })));
        }

        var (kills, watch) = ((source.Kills, destination.Kills), new MigrationWatch(source, destination, guest));
        await using (watch)
        {
            var task = await MigrateAsync(source, destination, guest);
            await Task.Delay(_random.Next(LongestWait));
            await DisturbAsync(source, destination, task);
            var (host, state) = await SettleAsync(source, destination, guest);
            var hasMoved = host == destination;
            _moved += hasMoved ? 1 : 0;
            _stayed += hasMoved ? 0 : 1;
            if (state != Guests.Running && host.Kills == (hasMoved ? kills.Item2 : kills.Item1))
                throw new SoakFailure($"The guest {name} is {state}, and its host was not killed.");
            await RemoveAsync(host, guest, state);
        }

        _looks += watch.Looks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var host in _hosts)
            host.Dispose();
    }

    private async Task<string> MigrateAsync(MigratingHost source, MigratingHost destination, Guid guest)
    {
        using var client = await source.ConnectAsync();
        var parameters = new
        {
            self = new { uuid = guest },
            destination = destination.Uri,
            live = _random.Next(2) == 0,
            persistDestination = true,
            undefineSource = true,
        };
        return Require(await client.CallAsync(("Domain.migrate", parameters)))[0].GetProperty("task").GetProperty("id").GetString()!;
    }

    private async Task DisturbAsync(MigratingHost source, MigratingHost destination, string task)
    {
        switch (_random.Next(6))
        {
            case 0:
                await KillAsync(source);
                break;
            case 1:
                await KillAsync(destination);
                break;
            case 2:
                await KillAsync(source, destination);
                break;
            case 3:
                await KillAsync(destination, source);
                break;
            case 4:
                // Too late is as good an answer as any.
                using (var client = await source.ConnectAsync())
                    await client.CallAsync(("Task.cancel", new { self = new { id = task } }));
                _cancels++;
                break;
        }
    }

    private async Task KillAsync(params MigratingHost[] hosts)
    {
        foreach (var host in hosts)
        {
            host.Kill();
            await Task.Delay(_random.Next(LongestDeath));
        }

        foreach (var host in hosts)
            await host.StartAsync();
    }

    // Looks until one has it, and nothing holds it there.
    private static async Task<(MigratingHost Host, string State)> SettleAsync(MigratingHost source, MigratingHost destination, Guid guest)
    {
        using SoakClient there = await destination.ConnectAsync(), here = await source.ConnectAsync();
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            var (left, right) = (await MigratingHost.LookAsync(here, guest), await MigratingHost.LookAsync(there, guest));
            if (left is not (Guests.None or Guests.Held) && right == Guests.None)
                return (source, left);
            if (left == Guests.None && right is not (Guests.None or Guests.Held))
                return (destination, right);
            if (Stopwatch.GetElapsedTime(begun) > Patience)
                throw new SoakFailure($"The guest {guest} is {left} at its source and {right} at its destination, and that does not change.");
        }
    }

    private static async Task RemoveAsync(MigratingHost host, Guid guest, string state)
    {
        using var client = await host.ConnectAsync();
        var self = new { uuid = guest };
        if (state != "shutoff")
            Require(await client.CallAsync(("Domain.destroy", new { self })));
        Require(await client.CallAsync(("Domain.undefine", new { self })));
    }

    private static JsonElement[] Require(IReadOnlyList<SoakAnswer?> answers) => [.. answers.Select(Guests.Require)];

    private static string Xml(string name, Guid guest) =>
        $"<domain type='test'><name>{name}</name><uuid>{guest}</uuid><memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type>hvm</type></os></domain>";
}
