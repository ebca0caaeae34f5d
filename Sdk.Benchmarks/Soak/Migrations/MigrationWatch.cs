using System.Net.Sockets;
using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Migrations;

/// <summary>
/// Looks at both hosts in turn, without pause, whether a guest runs on both. A guest goes one way: once it was seen to run at the destination, it must
/// never again be seen to run at the source. That is stricter than two looks at one moment, which two daemons do not have.
/// </summary>
internal sealed class MigrationWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _looks;

    /// <summary>Begins to look.</summary>
    public MigrationWatch(MigratingHost source, MigratingHost destination, Guid guest) => _looks = LookAsync(source, destination, guest);

    /// <summary>How often both were looked at.</summary>
    public int Looks { get; private set; }

    /// <summary>Ends the looks.</summary>
    /// <exception cref="SoakFailure">The guest ran on both hosts.</exception>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looks;
        _end.Dispose();
    }

    private async Task LookAsync(MigratingHost source, MigratingHost destination, Guid guest)
    {
        using Eye there = new(destination, guest), here = new(source, guest);
        var hasArrived = false;
        while (!_end.IsCancellationRequested)
        {
            hasArrived |= await there.SeesItRunAsync();
            if (await here.SeesItRunAsync() && hasArrived)
                throw new SoakFailure($"The guest {guest} runs at its source after it has run at its destination.");
            Looks++;
        }
    }

    // One host, through whichever daemon of it there is.
    private sealed class Eye(MigratingHost host, Guid guest) : IDisposable
    {
        private SoakClient? _client;

        public async Task<bool> SeesItRunAsync()
        {
            try
            {
                _client ??= await host.ConnectAsync();
            }
            catch (SocketException)
            {
                // It is dead, and so is what ran on it.
                await Task.Yield();
                return false;
            }

            if (await _client.CallAsync(("Domain.getState", new { self = new { uuid = guest } })) is [{ } answer])
                return answer.Error is null && answer.Result.GetProperty("state").GetString() == Guests.Running;
            Dispose();
            return false;
        }

        public void Dispose()
        {
            _client?.Dispose();
            _client = null;
        }
    }
}
