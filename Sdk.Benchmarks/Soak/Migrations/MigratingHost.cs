using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Migrations;

/// <summary>One of the two hosts: a daemon with a state directory, which is killed and started anew.</summary>
/// <param name="directory">The directory of its socket and its state.</param>
internal sealed class MigratingHost(string directory) : IDisposable
{
    private KilledDaemon? _daemon;

    /// <summary>The path of its socket.</summary>
    public string Socket => KilledDaemon.SocketIn(directory);

    /// <summary>The connection URI by which the other host reaches it.</summary>
    public string Uri => "test+unix:///default?socket=" + Socket;

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Starts the daemon.</summary>
    /// <exception cref="SoakFailure">It does not start.</exception>
    public async Task StartAsync() => _daemon = await KilledDaemon.StartAsync(directory, MigrationMishaps.DriverUri);

    /// <summary>Kills the daemon.</summary>
    public void Kill()
    {
        Kills++;
        Dispose();
    }

    /// <summary>A connection to the daemon.</summary>
    public async Task<SoakClient> ConnectAsync()
    {
        var client = new SoakClient();
        await client.ConnectAsync(Socket);
        return client;
    }

    /// <summary>What the daemon says of a guest: no domain, its state, or that work holds it.</summary>
    public static async Task<string> LookAsync(SoakClient client, Guid guest)
    {
        var self = new { uuid = guest };
        if (await client.CallAsync(("Domain.getJobInfo", new { self }), ("Domain.getState", new { self })) is not [{ } job, { } state])
            throw new SoakFailure("The daemon has gone, and nobody has killed it.");
        if (job.Error == "NoDomain" || state.Error == "NoDomain")
            return Guests.None;
        return Guests.Require(job).GetProperty("state").GetString() is "active" or "ready" ? Guests.Held : Guests.Require(state).GetProperty("state").GetString()!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _daemon?.Dispose();
        _daemon = null;
    }
}
