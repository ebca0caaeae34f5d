using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>What a schema may ask of a value beyond its type. Called right after the value was read: the reader still stands on it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WireConstraint
{
    /// <summary>The least number.</summary>
    public static void Min(ref Utf8JsonReader reader, long value, long least)
    {
        if (value < least)
            OutOfRange(ref reader, "at least", least);
    }

    /// <summary>The greatest number.</summary>
    public static void Max(ref Utf8JsonReader reader, long value, long most)
    {
        if (value > most)
            OutOfRange(ref reader, "at most", most);
    }

    /// <summary>The least number.</summary>
    public static void Min(ref Utf8JsonReader reader, ulong value, ulong least)
    {
        if (value < least)
            OutOfRange(ref reader, "at least", least);
    }

    /// <summary>The greatest number.</summary>
    public static void Max(ref Utf8JsonReader reader, ulong value, ulong most)
    {
        if (value > most)
            OutOfRange(ref reader, "at most", most);
    }

    /// <summary>The least number.</summary>
    public static void Min(ref Utf8JsonReader reader, double value, double least)
    {
        if (value < least)
            OutOfRange(ref reader, "at least", least);
    }

    /// <summary>The greatest number.</summary>
    public static void Max(ref Utf8JsonReader reader, double value, double most)
    {
        if (value > most)
            OutOfRange(ref reader, "at most", most);
    }

    /// <summary>The shortest time, in milliseconds.</summary>
    public static void Min(ref Utf8JsonReader reader, TimeSpan value, long least) =>
        Min(ref reader, value.Ticks / TimeSpan.TicksPerMillisecond, least);

    /// <summary>The longest time, in milliseconds.</summary>
    public static void Max(ref Utf8JsonReader reader, TimeSpan value, long most) =>
        Max(ref reader, value.Ticks / TimeSpan.TicksPerMillisecond, most);

    /// <summary>The least number of code points.</summary>
    public static void MinLength(ref Utf8JsonReader reader, string value, int least)
    {
        if (value.Length < 2L * least && CodePoints(value) < least)
            WireException.Throw(ref reader, WireFault.TooShort, Invariant($"must have at least {Count(least, "character")}"));
    }

    /// <summary>The greatest number of code points.</summary>
    public static void MaxLength(ref Utf8JsonReader reader, string value, int most)
    {
        if (value.Length > most && CodePoints(value) > most)
            WireException.Throw(ref reader, WireFault.TooLong, Invariant($"must have at most {Count(most, "character")}"));
    }

    /// <summary>The least number of bytes.</summary>
    public static void MinLength(ref Utf8JsonReader reader, ReadOnlyMemory<byte> value, int least)
    {
        if (value.Length < least)
            WireException.Throw(ref reader, WireFault.TooShort, Invariant($"must have at least {Count(least, "byte")}"));
    }

    /// <summary>The greatest number of bytes.</summary>
    public static void MaxLength(ref Utf8JsonReader reader, ReadOnlyMemory<byte> value, int most)
    {
        if (value.Length > most)
            WireException.Throw(ref reader, WireFault.TooLong, Invariant($"must have at most {Count(most, "byte")}"));
    }

    /// <summary>The least number of items of a list, or entries of a map.</summary>
    public static void MinItems<T>(ref Utf8JsonReader reader, IReadOnlyCollection<T> value, int least)
    {
        if (value.Count < least)
            WireException.Throw(ref reader, WireFault.TooFew, Invariant($"must have at least {Count(least, "item")}"));
    }

    /// <summary>The greatest number of items of a list, or entries of a map.</summary>
    public static void MaxItems<T>(ref Utf8JsonReader reader, IReadOnlyCollection<T> value, int most)
    {
        if (value.Count > most)
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
        if (!pattern.IsMatch(value))
            WireException.Throw(ref reader, WireFault.Pattern, $"must match the pattern {pattern}");
    }

    /// <summary>The text must be of a named format.</summary>
    public static void Format(ref Utf8JsonReader reader, string value, TextFormat format)
    {
        if (!TextFormats.IsValid(value, format))
            WireException.Throw(ref reader, WireFault.Format, $"must be {TextFormats.Describe(format)}");
    }

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
