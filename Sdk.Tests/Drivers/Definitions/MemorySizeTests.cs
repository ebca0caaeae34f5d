using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Tests.Drivers.Definitions;

/// <summary>Amounts of memory: libvirt's units, rounded up to KiB as it does.</summary>
public sealed class MemorySizeTests
{
    [Theory]
    [InlineData("b", 1, 1)]
    [InlineData("byte", 1024, 1)]
    [InlineData("bytes", 1025, 2)]
    [InlineData("K", 1, 1)]
    [InlineData("k", 1, 1)]
    [InlineData("KiB", 7, 7)]
    [InlineData("kib", 7, 7)]
    [InlineData("KB", 1, 1)]
    [InlineData("Kb", 1024, 1000)]
    [InlineData("M", 1, 1024)]
    [InlineData("MB", 1, 977)]
    [InlineData("MiB", 1, 1024)]
    [InlineData("G", 1, 1048576)]
    [InlineData("GB", 1, 976563)]
    [InlineData("TiB", 1, 1073741824)]
    [InlineData("TB", 1, 976562500)]
    [InlineData("PB", 1, 976562500000)]
    [InlineData("PiB", 1, 1099511627776)]
    [InlineData("EB", 1, 976562500000000)]
    [InlineData("EiB", 7, 7881299347898368)]
    public void Units_are_those_of_libvirt(string unit, ulong number, long kib)
    {
        Assert.True(MemorySize.TryToKiB(number, MemorySize.BytesIn(unit)!.Value, out var actual));
        Assert.Equal(kib, actual);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ZiB")]
    [InlineData("iB")]
    [InlineData("KiBs")]
    [InlineData("bit")]
    [InlineData("ki")]
    [InlineData(" KiB")]
    [InlineData("KİB")]
    public void Other_units_are_unknown(string unit) => Assert.Null(MemorySize.BytesIn(unit));

    [Theory]
    [InlineData(9007199254740991UL, "KiB", true)]
    [InlineData(9007199254740992UL, "KiB", false)]
    [InlineData(8UL, "EiB", false)]
    [InlineData(ulong.MaxValue, "EiB", false)]
    [InlineData(ulong.MaxValue, "b", false)]
    public void What_no_integer_of_the_wire_can_hold_is_refused(ulong number, string unit, bool fits) =>
        Assert.Equal(fits, MemorySize.TryToKiB(number, MemorySize.BytesIn(unit)!.Value, out _));

    [Fact]
    public void The_amount_is_what_arithmetic_without_bounds_says() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<ulong>(),
            Gen.Elements("b", "k", "kb", "m", "mb", "g", "gb", "t", "tb", "p", "pb", "e", "eb").ToArbitrary(),
            (number, unit) =>
            {
                var exponent = " kmgtpe".IndexOf(unit[0], StringComparison.Ordinal);
                var bytes = unit == "b" ? BigInteger.One : BigInteger.Pow(unit.Length == 2 ? 1000 : 1024, exponent);
                var expected = ((number * bytes) + 1023) / 1024;
                var fits = MemorySize.TryToKiB(number, MemorySize.BytesIn(unit)!.Value, out var kib);
                return fits ? kib == expected : expected > MemorySize.MaxKiB;
            }).QuickCheckThrowOnFailure();
}
