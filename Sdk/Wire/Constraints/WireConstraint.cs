using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// What a schema may ask of a value beyond its type. Each check comes twice. <c>Min</c> and the like refuse, and are called right after the
/// value was read: the reader still stands on it. <c>MeetsMin</c> and the like only answer, for who reads by guess and declines.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WireConstraint
{
    /// <summary>The least number.</summary>
    public static void Min(ref Utf8JsonReader reader, long value, long least)
    {
        if (!MeetsMin(value, least))
            OutOfRange(ref reader, "at least", least);
    }

    /// <summary>The greatest number.</summary>
    public static void Max(ref Utf8JsonReader reader, long value, long most)
    {
        if (!MeetsMax(value, most))
            OutOfRange(ref reader, "at most", most);
    }

    /// <summary>The least number.</summary>
    public static void Min(ref Utf8JsonReader reader, ulong value, ulong least)
    {
        if (!MeetsMin(value, least))
            OutOfRange(ref reader, "at least", least);
    }

    /// <summary>The greatest number.</summary>
    public static void Max(ref Utf8JsonReader reader, ulong value, ulong most)
    {
        if (!MeetsMax(value, most))
            OutOfRange(ref reader, "at most", most);
    }

    /// <summary>The least number.</summary>
    public static void Min(ref Utf8JsonReader reader, double value, double least)
    {
        if (!MeetsMin(value, least))
            OutOfRange(ref reader, "at least", least);
    }

    /// <summary>The greatest number.</summary>
    public static void Max(ref Utf8JsonReader reader, double value, double most)
    {
        if (!MeetsMax(value, most))
            OutOfRange(ref reader, "at most", most);
    }

    /// <summary>The shortest time, in milliseconds.</summary>
    public static void Min(ref Utf8JsonReader reader, TimeSpan value, long least) =>
        Min(ref reader, Milliseconds(value), least);

    /// <summary>The longest time, in milliseconds.</summary>
    public static void Max(ref Utf8JsonReader reader, TimeSpan value, long most) =>
        Max(ref reader, Milliseconds(value), most);

    /// <summary>The least number of code points.</summary>
    public static void MinLength(ref Utf8JsonReader reader, string value, int least)
    {
        if (!MeetsMinLength(value, least))
            WireException.Throw(ref reader, WireFault.TooShort, Invariant($"must have at least {Count(least, "character")}"));
    }

    /// <summary>The greatest number of code points.</summary>
    public static void MaxLength(ref Utf8JsonReader reader, string value, int most)
    {
        if (!MeetsMaxLength(value, most))
            WireException.Throw(ref reader, WireFault.TooLong, Invariant($"must have at most {Count(most, "character")}"));
    }

    /// <summary>The least number of bytes.</summary>
    public static void MinLength(ref Utf8JsonReader reader, ReadOnlyMemory<byte> value, int least)
    {
        if (!MeetsMinLength(value, least))
            WireException.Throw(ref reader, WireFault.TooShort, Invariant($"must have at least {Count(least, "byte")}"));
    }

    /// <summary>The greatest number of bytes.</summary>
    public static void MaxLength(ref Utf8JsonReader reader, ReadOnlyMemory<byte> value, int most)
    {
        if (!MeetsMaxLength(value, most))
            WireException.Throw(ref reader, WireFault.TooLong, Invariant($"must have at most {Count(most, "byte")}"));
    }

    /// <summary>The least number of items of a list, or entries of a map.</summary>
    public static void MinItems<T>(ref Utf8JsonReader reader, IReadOnlyCollection<T> value, int least)
    {
        if (!MeetsMinItems(value, least))
            WireException.Throw(ref reader, WireFault.TooFew, Invariant($"must have at least {Count(least, "item")}"));
    }

    /// <summary>The greatest number of items of a list, or entries of a map.</summary>
    public static void MaxItems<T>(ref Utf8JsonReader reader, IReadOnlyCollection<T> value, int most)
    {
        if (!MeetsMaxItems(value, most))
            WireException.Throw(ref reader, WireFault.TooMany, Invariant($"must have at most {Count(most, "item")}"));
    }

    /// <summary>No two items may be equal as JSON.</summary>
    public static void Unique<T, TCodec>(ref Utf8JsonReader reader, IReadOnlyList<T> value)
        where TCodec : IWireCodec<T>
    {
        if (UniqueItems.FindRepeated<T, TCodec>(value) is { } index)
            WireException.Throw(ref reader, WireFault.NotUnique, Invariant($"must not hold an item twice, as it does at [{index}]"));
    }

    /// <summary>The whole text must match.</summary>
    public static void Pattern(ref Utf8JsonReader reader, string value, TextPattern pattern)
    {
        if (!MeetsPattern(value, pattern))
            WireException.Throw(ref reader, WireFault.Pattern, $"must match the pattern {pattern}");
    }

    /// <summary>The text must be of a named format.</summary>
    public static void Format(ref Utf8JsonReader reader, string value, TextFormat format)
    {
        if (!MeetsFormat(value, format))
            WireException.Throw(ref reader, WireFault.Format, $"must be {TextFormats.Describe(format)}");
    }

    /// <summary>Whether a number is not less than the least.</summary>
    public static bool MeetsMin(long value, long least) => value >= least;

    /// <summary>Whether a number is not more than the greatest.</summary>
    public static bool MeetsMax(long value, long most) => value <= most;

    /// <summary>Whether a number is not less than the least.</summary>
    public static bool MeetsMin(ulong value, ulong least) => value >= least;

    /// <summary>Whether a number is not more than the greatest.</summary>
    public static bool MeetsMax(ulong value, ulong most) => value <= most;

    /// <summary>Whether a number is not less than the least.</summary>
    public static bool MeetsMin(double value, double least) => value >= least;

    /// <summary>Whether a number is not more than the greatest.</summary>
    public static bool MeetsMax(double value, double most) => value <= most;

    /// <summary>Whether a time is not shorter than so many milliseconds.</summary>
    public static bool MeetsMin(TimeSpan value, long least) => Milliseconds(value) >= least;

    /// <summary>Whether a time is not longer than so many milliseconds.</summary>
    public static bool MeetsMax(TimeSpan value, long most) => Milliseconds(value) <= most;

    /// <summary>Whether a text has so many code points at least. Only one that may have too few is counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MeetsMinLength(string value, int least) => value.Length >= 2L * least || CodePoints(value) >= least;

    /// <summary>Whether a text has so many code points at most. Only one that may have too many is counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MeetsMaxLength(string value, int most) => value.Length <= most || CodePoints(value) <= most;

    /// <summary>Whether there are so many bytes at least.</summary>
    public static bool MeetsMinLength(ReadOnlyMemory<byte> value, int least) => value.Length >= least;

    /// <summary>Whether there are so many bytes at most.</summary>
    public static bool MeetsMaxLength(ReadOnlyMemory<byte> value, int most) => value.Length <= most;

    /// <summary>Whether a list has so many items at least, or a map so many entries.</summary>
    public static bool MeetsMinItems<T>(IReadOnlyCollection<T> value, int least) => value.Count >= least;

    /// <summary>Whether a list has so many items at most, or a map so many entries.</summary>
    public static bool MeetsMaxItems<T>(IReadOnlyCollection<T> value, int most) => value.Count <= most;

    /// <summary>Whether no two items are equal as JSON.</summary>
    public static bool MeetsUnique<T, TCodec>(IReadOnlyList<T> value)
        where TCodec : IWireCodec<T> => UniqueItems.FindRepeated<T, TCodec>(value) is null;

    /// <summary>Whether the whole text matches.</summary>
    public static bool MeetsPattern(string value, TextPattern pattern) => pattern.IsMatch(value);

    /// <summary>Whether the text is of a named format.</summary>
    public static bool MeetsFormat(string value, TextFormat format) => TextFormats.IsValid(value, format);

    private static long Milliseconds(TimeSpan value) => value.Ticks / TimeSpan.TicksPerMillisecond;

    private static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
                count--;
        }

        return count;
    }

    private static void OutOfRange<T>(ref Utf8JsonReader reader, string relation, T bound)
        where T : IFormattable =>
        WireException.Throw(ref reader, WireFault.OutOfRange, $"must be {relation} {bound.ToString(null, CultureInfo.InvariantCulture)}");

    private static string Count(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
