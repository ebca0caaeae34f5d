namespace Virtwire.Sdk.Benchmarks.Measuring;

/// <summary>What was measured: the median of the runs, and the lowest and the highest of them.</summary>
/// <param name="Median">The median of the runs.</param>
/// <param name="Min">The lowest run.</param>
/// <param name="Max">The highest run.</param>
internal readonly record struct Figure(double Median, double Min, double Max)
{
    /// <summary>Makes one of runs, each of which is the median of its rounds; null where nothing was measured.</summary>
    public static Figure? FromRuns(IEnumerable<IEnumerable<double>> runs)
    {
        var medians = runs.Select(Statistics.Median).Where(double.IsFinite).ToArray();
        return medians.Length == 0 ? null : new Figure(Statistics.Median(medians), medians.Min(), medians.Max());
    }

    /// <summary>The same figure in other numbers.</summary>
    public Figure Select(Func<double, double> change)
    {
        double min = change(Min), max = change(Max);
        return new Figure(change(Median), Math.Min(min, max), Math.Max(min, max));
    }
}
