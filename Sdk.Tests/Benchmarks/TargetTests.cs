extern alias benchmarks;

using benchmarks::Virtwire.Sdk.Benchmarks.Compare;
using benchmarks::Virtwire.Sdk.Benchmarks.Measuring;
using Virtwire.Sdk.Tests.Docs;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Benchmarks;

/// <summary>What the target table says of a figure.</summary>
public sealed class TargetTests
{
    [Theory]
    [InlineData(false, 2.9, false, "MISSED")]
    [InlineData(false, 3.0, true, "met")]
    [InlineData(false, 5.0, true, "goal reached")]
    [InlineData(true, 5.1, false, "MISSED")]
    [InlineData(true, 5.0, true, "met")]
    [InlineData(true, 3.0, true, "goal reached")]
    public void A_row_is_met_at_its_floor(bool lessIsBetter, double figure, bool met, string verdict)
    {
        var row = lessIsBetter ? new TargetRow("r", "", 5, 3, Of(figure), LessIsBetter: true) : new TargetRow("r", "", 3, 5, Of(figure));

        Assert.Equal(met, row.Met);
        Assert.Equal(verdict, row.Verdict);
    }

    [Fact]
    public void A_row_without_a_figure_is_not_met_and_says_why()
    {
        var measurements = new Measurements();
        measurements.Miss("libvirt", "not installed");

        var row = Unmeasured.Row(measurements)!;

        Assert.False(row.Met);
        Assert.Null(row.Waived);
        Assert.Equal("NOT MET: not installed", row.Verdict);
    }

    [Fact]
    public void A_row_that_nobody_asked_for_is_left_out() => Assert.Null(Unmeasured.Row(new Measurements()));

    [Fact]
    public void A_missed_row_that_is_waived_names_the_section()
    {
        var row = new TargetRow("r", "", 3, 5, Of(1)) { Waived = "docs/performance.md#what-it-gave" };

        Assert.False(row.Met);
        Assert.Equal("waived: docs/performance.md#what-it-gave", row.Verdict);
    }

    [Fact]
    public void A_ratio_to_the_echo_is_shown_as_a_percentage()
    {
        var row = new TargetRow("r", "%", 0.45, 0.65, new Figure(0.5, 0.4, 0.6));

        Assert.Equal(("45 %", "50 %", "40 % … 60 %"), (row.Show(row.Floor), row.ShowFigure(), row.ShowRange()));
    }

    [Fact]
    public void Names_of_rows_are_unique() => Assert.Equal(Targets.All.Count, Targets.All.Select(t => t.Name).Distinct().Count());

    [Fact]
    public void Every_goal_is_at_least_as_hard_as_its_floor() =>
        Assert.All(Targets.All, t => Assert.True(t.LessIsBetter ? t.Goal <= t.Floor : t.Goal >= t.Floor, t.Name));

    [Fact]
    public void A_waiver_is_of_a_row_that_there_is_and_leads_to_a_section() => Assert.Empty(WrongWaivers(Waivers.All));

    [Fact]
    public void A_waiver_that_leads_nowhere_is_found()
    {
        var waivers = new Dictionary<string, string>
        {
            [Targets.All[0].Name] = "docs/performance.md#no-such-section",
            ["no such row"] = "docs/performance.md#how-it-is-measured",
            [Targets.All[1].Name] = "docs/performance.md#how-it-is-measured",
        };

        Assert.Equal([Targets.All[0].Name, "no such row"], WrongWaivers(waivers));
    }

    private static IEnumerable<string> WrongWaivers(IReadOnlyDictionary<string, string> waivers) => waivers
        .Where(w => !Targets.All.Any(t => t.Name == w.Key) || !w.Value.Contains('#', StringComparison.Ordinal)
            || !DocumentLinkTests.Leads(Repository.PathOf("README.md"), w.Value))
        .Select(w => w.Key);

    private static Figure Of(double value) => new(value, value, value);

    private static Target Unmeasured { get; } = new("lookup", "×", 1, 2, m => m.Number("no such number"), "libvirt");
}
