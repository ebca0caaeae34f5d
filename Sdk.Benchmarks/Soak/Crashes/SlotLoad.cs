using System.Globalization;
using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Crashes;

/// <summary>A task whose id was answered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Told">The state in which it was told to have ended; null where it was not.</param>
internal sealed record SoakTask(string Id, string? Told);

/// <summary>One connection's changes: its own domains, one call or two at a time, until the daemon is gone.</summary>
/// <param name="number">Which of the workers it is.</param>
/// <param name="random">What it does.</param>
internal sealed class SlotLoad(int number, Random random)
{
    private const int Count = 4;
    private const int LongestContent = 6000;

    private static readonly string[] BusyErrors = ["OperationInProgress", "DomainJobFailed"];

    private int _last;

    /// <summary>The domains.</summary>
    public IReadOnlyList<Slot> Slots { get; } = [.. Enumerable.Range(0, Count).Select(_ => new Slot(Guid.NewGuid()))];

    /// <summary>The tasks that were begun since the daemon was started.</summary>
    public List<SoakTask> Tasks { get; } = [];

    /// <summary>How many changes were acknowledged.</summary>
    public int Changes { get; private set; }

    /// <summary>Changes domains until the daemon is gone.</summary>
    /// <exception cref="SoakFailure">The daemon refuses what is right.</exception>
    public async Task RunAsync(SoakClient client)
    {
        while (await StepAsync(client, Slots[random.Next(Count)]))
        {
        }
    }

    private Task<bool> StepAsync(SoakClient client, Slot slot)
    {
        var now = slot.Acknowledged;
        if (now.Name is null)
            return DefineAsync(client, slot);
        var snapshots = now.SnapshotNames;
        switch (random.Next(9))
        {
            case 0:
                return DefineAsync(client, slot);
            case 1:
                return ChangeAsync(client, slot, now with { Autostart = !now.Autostart }, ("Domain.setAutostart", new { self = Self(slot), autostart = !now.Autostart }));
            case 2:
                var added = Next("s");
                return ChangeAsync(client, slot, now.With([.. snapshots, added]), ("DomainSnapshot.create", new { domain = Self(slot), name = added }));
            case 3 when snapshots is [var first, ..]:
                return ChangeAsync(client, slot, now.With(snapshots[1..]), ("DomainSnapshot.delete", new { self = new { domain = Self(slot), name = first } }));
            case 4 when !slot.Runs:
                return StartAsync(client, slot);
            case 5 when slot.Runs:
                return DumpAsync(client, slot);
            case 6 when !slot.Runs && Slots.FirstOrDefault(s => s != slot && !s.Runs && s.Acknowledged.Name is not null) is { } other:
                return HandOverAsync(client, slot, other);
            case 7 when slot.Runs:
                return StopAsync(client, slot);
            case 8 when !slot.Runs:
                return ChangeAsync(client, slot, SlotState.Gone, ("Domain.undefine", new { self = Self(slot), snapshots = true }));
            default:
                return DefineAsync(client, slot);
        }
    }

    private Task<bool> DefineAsync(SoakClient client, Slot slot)
    {
        var now = slot.Acknowledged;
        var name = now.Name ?? Next("vm");
        var content = Next("c") + "-" + new string((char)('a' + random.Next(26)), random.Next(LongestContent));
        var xml = $"<domain type='test'><name>{name}</name><uuid>{slot.Uuid}</uuid><description>{content}</description>"
            + "<memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type>hvm</type></os></domain>";
        return ChangeAsync(client, slot, now with { Name = name, Content = content }, ("Domain.define", new { xml }));
    }

    // A name that one gives away goes to another at once: at no moment may there be two of it.
    private async Task<bool> HandOverAsync(SoakClient client, Slot from, Slot to)
    {
        var (name, fresh) = (from.Acknowledged.Name!, Next("vm"));
        from.Pending = from.Acknowledged with { Name = fresh };
        to.Pending = to.Acknowledged with { Name = name };
        var answers = await client.CallAsync(
            ("Domain.rename", new { self = Self(from), name = fresh }), ("Domain.rename", new { self = Self(to), name }));
        return Take(from, answers[0]) & Take(to, answers[1]);
    }

    private async Task<bool> ChangeAsync(SoakClient client, Slot slot, SlotState next, (string Method, object Parameters) call)
    {
        slot.Pending = next;
        return Take(slot, (await client.CallAsync(call))[0]);
    }

    private static async Task<bool> StartAsync(SoakClient client, Slot slot)
    {
        if ((await client.CallAsync(("Domain.create", new { self = Self(slot) })))[0] is not { } answer)
            return false;

        // One that starts with the daemon runs already.
        slot.Runs = answer.Error is null or "DomainAlreadyActive" || Refuse(answer);
        return true;
    }

    private static async Task<bool> StopAsync(SoakClient client, Slot slot)
    {
        slot.Runs = false;
        return (await client.CallAsync(("Domain.destroy", new { self = Self(slot) })))[0] is { } answer && (answer.Error is null || !Refuse(answer));
    }

    private async Task<bool> DumpAsync(SoakClient client, Slot slot)
    {
        var path = "/dump/" + Next("d");
        if ((await client.CallAsync(("Domain.dumpCore", new { self = Self(slot), path, live = true })))[0] is not { } answer)
            return false;
        if (answer.Error is not null)
            return !Refuse(answer);
        var id = answer.Result.GetProperty("task").GetProperty("id").GetString()!;
        Tasks.Add(new SoakTask(id, null));
        if (random.Next(2) == 0)
            return true;
        if ((await client.CallAsync(("Task.cancel", new { self = new { id } })))[0] is null || (await client.CallAsync(("Task.wait", new { self = new { id } })))[0] is not { } ended)
            return false;
        Tasks[^1] = new SoakTask(id, ended.Result.GetProperty("state").GetString());
        return true;
    }

    // False where the daemon is gone.
    private bool Take(Slot slot, SoakAnswer? answer)
    {
        if (answer is not { } given)
            return false;
        if (given.Error is null)
        {
            slot.Acknowledged = slot.Pending!;
            Changes++;
        }
        else
        {
            Refuse(given);
        }

        slot.Pending = null;
        return true;
    }

    // A domain at work may refuse; anything else was right to ask.
    private static bool Refuse(SoakAnswer answer) =>
        BusyErrors.Contains(answer.Error) ? false : throw new SoakFailure($"The daemon answers {answer.Error}: {answer.Message}");

    private static object Self(Slot slot) => new { uuid = slot.Uuid };

    private string Next(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}-{++_last}");
}
