using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Crashes;

/// <summary>
/// Rounds of: start the daemon, look whether all is there that was acknowledged and nothing else, change it over several connections, and
/// kill it at some moment.
/// </summary>
/// <param name="directory">A directory for its socket and its state.</param>
/// <param name="seed">What the changes and the moments come from.</param>
internal sealed class CrashSoak(string directory, int seed)
{
    private const int Connections = 4;

    private static readonly string[] Ends = ["completed", "failed", "cancelled", "interrupted"];

    private readonly Random _random = new(seed);
    private readonly SlotLoad[] _loads = [.. Enumerable.Range(0, Connections).Select(i => new SlotLoad(i, new Random(seed + i + 1)))];

    /// <summary>How many rounds there have been.</summary>
    public int Rounds { get; private set; }

    /// <summary>How many changes were acknowledged.</summary>
    public int Changes => _loads.Sum(static load => load.Changes);

    /// <summary>How many tasks were begun.</summary>
    public int Tasks { get; private set; }

    /// <summary>The longest that it took from the start of a daemon until it had said of all tasks of before how they ended.</summary>
    public TimeSpan LongestStart { get; private set; }

    /// <summary>What has been done, in a few words.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"{Rounds} kills, {Changes} changes, {Tasks} tasks, longest start {LongestStart.TotalMilliseconds:N0} ms");

    /// <summary>One round.</summary>
    /// <exception cref="SoakFailure">Something was lost or damaged.</exception>
    public async Task RunRoundAsync()
    {
        var clients = new List<SoakClient>();
        Task load;
        using (var daemon = await StartAsync())
        {
            foreach (var _ in _loads)
                clients.Add(await ConnectAsync(daemon));
            load = Task.WhenAll(_loads.Zip(clients, static (load, client) => load.RunAsync(client)));
            await Task.WhenAny(load, Task.Delay(_random.Next(5, 800)));
        }

        await load;
        clients.ForEach(static client => client.Dispose());
        Tasks += _loads.Sum(static l => l.Tasks.Count);
        Rounds++;
    }

    /// <summary>Only looks whether all is there.</summary>
    /// <exception cref="SoakFailure">Something was lost or damaged.</exception>
    public async Task CheckAsync() => (await StartAsync()).Dispose();

    private static async Task<SoakClient> ConnectAsync(KilledDaemon daemon)
    {
        var client = new SoakClient();
        await client.ConnectAsync(daemon.Socket);
        return client;
    }

    private static async Task<SoakAnswer> AskAsync(SoakClient client, string method, object parameters) =>
        (await client.CallAsync((method, parameters)))[0] ?? throw new SoakFailure($"The daemon does not answer {method}.");

    private async Task<KilledDaemon> StartAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        var daemon = await KilledDaemon.StartAsync(directory);
        try
        {
            using var client = await ConnectAsync(daemon);
            foreach (var load in _loads)
                await CheckTasksAsync(client, load);
            var took = Stopwatch.GetElapsedTime(begun);
            LongestStart = took > LongestStart ? took : LongestStart;
            foreach (var slot in _loads.SelectMany(static load => load.Slots))
                await CheckAsync(client, slot);
            await CheckNoOthersAsync(client);
            return daemon;
        }
        catch
        {
            daemon.Dispose();
            throw;
        }
    }

    private static async Task CheckTasksAsync(SoakClient client, SlotLoad load)
    {
        foreach (var task in load.Tasks)
        {
            var answer = await AskAsync(client, "Task.get", new { self = new { id = task.Id } });
            var state = answer.Error is null ? answer.Result.GetProperty("state").GetString() : answer.Error;
            if (task.Told is null ? !Ends.Contains(state) : state != task.Told)
                throw new SoakFailure($"The task {task.Id} was {task.Told ?? "running"} before the crash, and is '{state}' after it.");
        }

        load.Tasks.Clear();
    }

    private static async Task CheckAsync(SoakClient client, Slot slot)
    {
        var self = new { uuid = slot.Uuid };
        var info = await AskAsync(client, "Domain.getInfo", new { self });
        if (info.Error == "NoDomain")
        {
            slot.Settle(SlotState.Gone);
            return;
        }

        var autostart = Require(info).GetProperty("autostart").GetBoolean();
        var xml = XElement.Parse(Require(await AskAsync(client, "Domain.getXml", new { self, inactive = true })).GetProperty("xml").GetString()!);
        var snapshots = Require(await AskAsync(client, "DomainSnapshot.list", new { domain = self })).GetProperty("items").EnumerateArray()
            .Select(static s => s.GetProperty("name").GetString()!);

        var state = info.Result.GetProperty("state").GetString();
        var reason = info.Result.GetProperty("reason").GetString();
        if (slot is { Runs: true, Pending: null } && !slot.Acknowledged.Autostart && (state, reason) != ("shutoff", "crashed"))
            throw new SoakFailure($"The domain {slot.Uuid} ran before the crash, and is {state} ({reason}) after it.");
        if (autostart != (state == "running"))
            throw new SoakFailure($"The domain {slot.Uuid} is {state} ({reason}) after the start, and its autostart is {autostart}.");
        slot.Settle(new SlotState(xml.Element("name")!.Value, xml.Element("description")!.Value, autostart, "").With(snapshots));

        // The next round's changes want it off.
        if (state == "running")
            Require(await AskAsync(client, "Domain.destroy", new { self }));
    }

    private async Task CheckNoOthersAsync(SoakClient client)
    {
        var known = _loads.SelectMany(static load => load.Slots).Where(static s => s.Acknowledged.Name is not null).Select(static s => s.Acknowledged.Name).Append("test");
        var found = Require(await AskAsync(client, "Domain.list", new { })).GetProperty("items").EnumerateArray().Select(static d => d.GetProperty("name").GetString());
        if (!known.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)))
            throw new SoakFailure($"There are the domains {string.Join(", ", found)}; there should be {string.Join(", ", known)}.");
    }

    private static JsonElement Require(SoakAnswer answer) =>
        answer.Error is null ? answer.Result : throw new SoakFailure($"The daemon answers {answer.Error}: {answer.Message}");
}
