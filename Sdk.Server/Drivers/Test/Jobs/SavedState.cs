using System.Collections.Immutable;
using System.Globalization;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>The state of a guest that was saved: what it comes back with.</summary>
/// <param name="Xml">What it ran with.</param>
/// <param name="Paused">Whether it comes back paused.</param>
/// <param name="CpuUsed">The processor time that it had used, in nanoseconds.</param>
/// <param name="Size">How large the state is, in bytes.</param>
internal sealed record SavedState(string Xml, bool Paused, ulong CpuUsed, long Size)
{
    private const string XmlMark = "saved-xml", PausedMark = "saved-paused", CpuMark = "saved-cpu", SizeMark = "saved-size";

    /// <summary>The marks with those of the state, which is kept by them.</summary>
    public ImmutableSortedDictionary<string, string> AddTo(ImmutableSortedDictionary<string, string> marks) => marks
        .Add(XmlMark, Xml)
        .Add(PausedMark, Paused ? "yes" : "no")
        .Add(CpuMark, CpuUsed.ToString(CultureInfo.InvariantCulture))
        .Add(SizeMark, Size.ToString(CultureInfo.InvariantCulture));

    /// <summary>The state that marks tell of; null where they tell of none.</summary>
    public static SavedState? Read(ImmutableSortedDictionary<string, string> marks) => marks.TryGetValue(XmlMark, out var xml)
        ? new SavedState(
            xml,
            marks[PausedMark] == "yes",
            ulong.Parse(marks[CpuMark], CultureInfo.InvariantCulture),
            long.Parse(marks[SizeMark], CultureInfo.InvariantCulture))
        : null;
}
