using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>A row of the target table before it is measured.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">How the numbers are shown: <c>×</c>, <c>%</c> of a ratio, or a unit.</param>
/// <param name="Floor">What must hold.</param>
/// <param name="Goal">What we are after.</param>
/// <param name="Measure">Takes the figure from what was measured; null where it was not.</param>
/// <param name="Needs">The peers, or the numbers, without which there is none.</param>
internal sealed record Target(string Name, string Unit, double Floor, double Goal, Func<Measurements, Figure?> Measure, params IReadOnlyList<string> Needs)
{
    /// <summary>Whether the figure must stay below the floor.</summary>
    public bool LessIsBetter { get; init; }

    /// <summary>The row; null where it was not asked for.</summary>
    public TargetRow? Row(Measurements measurements)
    {
        var figure = Measure(measurements);
        var missing = figure is null ? Needs.Select(measurements.Missing.GetValueOrDefault).FirstOrDefault(reason => reason is not null) : null;
        if (figure is null && missing is null)
            return null;
        var row = new TargetRow(Name, Unit, Floor, Goal, figure, LessIsBetter) { Missing = missing };
        return row.Met ? row : row with { Waived = Waivers.Of(Name) };
    }
}
