using System.Globalization;
using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Crashes;

/// <summary>What of a domain must outlive the daemon.</summary>
/// <param name="Name">Its name; null where there is no domain.</param>
/// <param name="Content">What its definition says.</param>
/// <param name="Autostart">Whether it starts with the daemon.</param>
/// <param name="Snapshots">The names of its snapshots, ordered, with commas between.</param>
internal sealed record SlotState(string? Name, string? Content, bool Autostart, string Snapshots)
{
    /// <summary>No domain.</summary>
    public static SlotState Gone { get; } = new(null, null, false, "");

    /// <summary>The names of the snapshots.</summary>
    public string[] SnapshotNames => Snapshots.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The state with these snapshots.</summary>
    public SlotState With(IEnumerable<string> snapshots) => this with { Snapshots = string.Join(',', snapshots.Order(StringComparer.Ordinal)) };

    /// <inheritdoc/>
    public override string ToString() => Name is null ? "gone"
        : string.Create(CultureInfo.InvariantCulture, $"{Name} {Content?[..Math.Min(16, Content.Length)]}… ({Content?.Length} letters) autostart {Autostart} snapshots [{Snapshots}]");
}

/// <summary>A domain that one worker changes, and what is known of it.</summary>
internal sealed class Slot(Guid uuid)
{
    /// <summary>Its uuid, whether it is there or not.</summary>
    public Guid Uuid => uuid;

    /// <summary>As it was acknowledged last.</summary>
    public SlotState Acknowledged { get; set; } = SlotState.Gone;

    /// <summary>As it may be, where a call was not answered; null where all were.</summary>
    public SlotState? Pending { get; set; }

    /// <summary>Whether it was started, which was acknowledged, and nothing has been asked since that would stop it.</summary>
    public bool Runs { get; set; }

    /// <summary>Takes what is there after a crash as what was acknowledged, where it is one of what may be.</summary>
    /// <exception cref="SoakFailure">It is something else.</exception>
    public void Settle(SlotState found)
    {
        if (found != Acknowledged && found != Pending)
            throw new SoakFailure($"The domain {uuid} is {found}. Acknowledged was: {Acknowledged}. Not answered was: {Pending?.ToString() ?? "nothing"}.");
        (Acknowledged, Pending, Runs) = (found, null, false);
    }
}
