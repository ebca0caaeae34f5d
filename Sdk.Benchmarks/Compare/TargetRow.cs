using System.Globalization;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>A row of the target table: what is asked at least, what we are after, and what was measured.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">How the numbers are shown: <c>×</c>, <c>%</c> of a ratio, or a unit.</param>
/// <param name="Floor">What must hold.</param>
/// <param name="Goal">What we are after.</param>
/// <param name="Figure">What was measured; null where it could not be.</param>
/// <param name="LessIsBetter">Whether the figure must stay below the floor.</param>
internal sealed record TargetRow(string Name, string Unit, double Floor, double Goal, Figure? Figure, bool LessIsBetter = false)
{
    /// <summary>Why there is no figure.</summary>
    public string? Missing { get; init; }

    /// <summary>The section of the documents that argues a missed floor; null where it is met, or nobody argues.</summary>
    public string? Waived { get; init; }

    /// <summary>Whether the floor holds. What was not measured does not.</summary>
    public bool Met => Reaches(Floor);

    /// <summary>Whether the goal is reached.</summary>
    public bool IsAtGoal => Reaches(Goal);

    /// <summary>The verdict in words.</summary>
    public string Verdict =>
        IsAtGoal ? "goal reached"
        : Met ? "met"
        : Waived is not null ? "waived: " + Waived
        : Missing is not null ? "NOT MET: " + Missing
        : "MISSED";

    /// <summary>A number in the row's unit.</summary>
    public string Show(double value)
    {
        var shown = Unit == "%" ? value * 100 : value;
        var text = shown.ToString(Math.Abs(shown) >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture);
        return Unit is "×" or "" ? text + Unit : $"{text} {Unit}";
    }

    /// <summary>The figure, with the lowest and the highest run.</summary>
    public string ShowFigure() => Figure is { } figure ? Show(figure.Median) : "–";

    /// <summary>The lowest and the highest run.</summary>
    public string ShowRange() => Figure is { } figure ? $"{Show(figure.Min)} … {Show(figure.Max)}" : "–";

    private bool Reaches(double bound) => Figure is { Median: var median } && (LessIsBetter ? median <= bound : median >= bound);
}
