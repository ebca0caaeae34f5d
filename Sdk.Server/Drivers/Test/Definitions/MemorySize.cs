using System.Globalization;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Amounts of memory as domain documents write them: a number and a unit.</summary>
internal static class MemorySize
{
    /// <summary>The largest amount, in KiB: the integers of the wire end here, and libvirt's one step further.</summary>
    public const long MaxKiB = (1L << 53) - 1;

    private const string Prefixes = "kmgtpe";

    /// <summary>
    /// The bytes in a unit: <c>b</c>, <c>bytes</c>, <c>KB</c> (1000), <c>K</c> or <c>KiB</c> (1024), up to <c>EiB</c>; null for an
    /// unknown one.
    /// </summary>
    public static UInt128? BytesIn(string unit)
    {
        var lower = unit.ToLowerInvariant();
        if (lower is "b" or "byte" or "bytes")
            return UInt128.One;
        var power = lower.Length > 0 ? Prefixes.IndexOf(lower[0], StringComparison.Ordinal) + 1 : 0;
        return (power, lower.Length > 0 ? lower[1..] : "") switch
        {
            (0, _) => null,
            (_, "" or "ib") => UInt128.One << (10 * power),
            (_, "b") => PowerOfThousand(power),
            _ => null,
        };
    }

    /// <summary>The amount in KiB, rounded up; false when it is larger than <see cref="MaxKiB"/>.</summary>
    public static bool TryToKiB(ulong number, UInt128 bytesInUnit, out long kib)
    {
        // A number of 64 bits and a unit of 60 do not fill 128.
        var rounded = (((UInt128)number * bytesInUnit) + 1023) >> 10;
        kib = rounded <= (UInt128)MaxKiB ? (long)rounded : 0;
        return rounded <= (UInt128)MaxKiB;
    }

    /// <summary>Reads a number of decimal digits and nothing else, as libvirt does.</summary>
    public static bool TryReadNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static UInt128 PowerOfThousand(int power) => power == 0 ? UInt128.One : PowerOfThousand(power - 1) * 1000;
}
