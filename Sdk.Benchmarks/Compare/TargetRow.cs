using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>A row of the target table: what is asked at least, what we are after, and what was measured.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">The unit of the three numbers; empty for a ratio.</param>
/// <param name="Floor">What must hold.</param>
/// <param name="Goal">What we are after.</param>
/// <param name="Figure">What was measured: a median.</param>
/// <param name="LessIsBetter">Whether the figure must stay below the floor.</param>
/// <param name="Waived">The section of the documents that argues a missed floor, or null.</param>
internal sealed record TargetRow(string Name, string Unit, double Floor, double Goal, double Figure, bool LessIsBetter = false, string? Waived = null)
{
    public bool Met => LessIsBetter ? Figure <= Floor : Figure >= Floor;

    public string Show(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture) + Unit;
}
