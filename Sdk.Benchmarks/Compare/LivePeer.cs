using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>A peer whose processes are alive.</summary>
internal sealed class LivePeer : IAsyncDisposable
{
    private readonly PeerProcess? _server;
    private readonly PeerProcess _client;

    private LivePeer(PeerPlan plan, PeerProcess? server, PeerProcess client) => (Plan, _server, _client) = (plan, server, client);

    public PeerPlan Plan { get; }

    /// <summary>Starts both halves, the server first.</summary>
    /// <exception cref="PeerException">One of them does not start.</exception>
    public static async Task<LivePeer> StartAsync(PeerPlan plan)
    {
        var server = plan.Server is { } command ? await PeerProcess.StartAsync(command) : null;
        try
        {
            return new LivePeer(plan, server, await PeerProcess.StartAsync(plan.Client));
        }
        catch when (server is not null)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one window of load.</summary>
    /// <exception cref="PeerException">It fails.</exception>
    public async Task<Window> RunAsync(Cell cell, int milliseconds)
    {
        try
        {
            var before = await StatisticsAsync();
            var result = LoadResult.Parse(await _client.AskAsync($"run {cell.Load} {cell.Callers} {milliseconds}"));
            if (result.Calls <= 0 || result.Seconds <= 0)
                throw new PeerException($"No call of '{cell}' was answered.", isOver: false);
            var after = await StatisticsAsync();
            return new Window(result, after.Allocated - before.Allocated, after.Cpu - before.Cpu);
        }
        catch (FormatException failure)
        {
            throw new PeerException(failure.Message);
        }
    }

    /// <summary>Asks the server something that only this kind of peer knows, for one number.</summary>
    public async Task<double> AskServerAsync(string command, string value) => PeerAnswer.Parse(await _server!.AskAsync(command)).Require(value);

    /// <summary>The same of the client.</summary>
    public async Task<double> AskClientAsync(string command, string value) => PeerAnswer.Parse(await _client.AskAsync(command)).Require(value);

    /// <summary>What both processes hold now.</summary>
    public ProcessSample Sample() => new(
        ProcessMemory.Anonymous(_client.Id),
        _server is null ? 0 : ProcessMemory.Anonymous(_server.Id),
        ProcessMemory.Files(_client.Id) + (_server is null ? 0 : ProcessMemory.Files(_server.Id)));

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task<(double Allocated, double Cpu)> StatisticsAsync()
    {
        if (_server is null)
            return default;
        var answer = PeerAnswer.Parse(await _server.AskAsync("stat"));
        return (answer["allocated"], answer["cpu"]);
    }
}
