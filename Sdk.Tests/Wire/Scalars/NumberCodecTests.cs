using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class NumberCodecTests
{
    private const long MostInteger = 9007199254740991;

    private static readonly JsonSerializerOptions NumbersInStrings = new() { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    private static readonly Arbitrary<string> NearlyANumber = Generate.Of(
        "0", "1", "7", "00", "-", "+", ".", "e", "E", "2147483647", "2147483648", "9007199254740991", "9007199254740992", "18446744073709551615", "\"", " ", "NaN", "Infinity", "1e400", "null");

    [Fact]
    public void Int32_comes_back() => ArbMap.Default.ArbFor<int>().Holds(value =>
        Probe.RoundTrip<int, Int32Codec>(value) == value && Probe.Write<int, Int32Codec>(value) == JsonSerializer.Serialize(value));

    [Fact]
    public void Integer_comes_back() => Integers().Holds(value =>
        Probe.RoundTrip<long, IntegerCodec>(value) == value && Probe.Write<long, IntegerCodec>(value) == JsonSerializer.Serialize(value));

    [Fact]
    public void UInt64_comes_back_and_is_a_decimal_string() => ArbMap.Default.ArbFor<ulong>().Holds(value =>
        Probe.RoundTrip<ulong, UInt64Codec>(value) == value
        && Probe.Write<ulong, UInt64Codec>(value) == $"\"{value.ToString(CultureInfo.InvariantCulture)}\""
        && Probe.Read<ulong, UInt64Codec>(JsonSerializer.Serialize(value)) == value);

    [Fact]
    public void Float_comes_back_bit_for_bit() => Floats().Holds(value =>
        BitConverter.DoubleToInt64Bits(Probe.RoundTrip<double, FloatCodec>(value)) == BitConverter.DoubleToInt64Bits(value)
        && Probe.Write<double, FloatCodec>(value) == JsonSerializer.Serialize(value));

    [Fact]
    public void Near_numbers_are_refused_or_read_as_the_framework_reads_them() => NearlyANumber.Holds(text =>
    {
        var json = Encoding.UTF8.GetBytes(text);
        return Probe.RefusesOrAgrees<int, Int32Codec, int>(json, (a, b) => a == b)
            && Probe.RefusesOrAgrees<long, IntegerCodec, long>(json, (a, b) => a == b)
            && Probe.RefusesOrAgrees<ulong, UInt64Codec, ulong>(json, (a, b) => a == b, NumbersInStrings)
            && Probe.RefusesOrAgrees<double, FloatCodec, double>(json, (a, b) => a.Equals(b))
            && Probe.RefusesOrAgrees<TimeSpan, DurationCodec, long>(json, (a, b) => a == TimeSpan.FromTicks(b * TimeSpan.TicksPerMillisecond));
    });

    [Theory]
    [InlineData("-2147483648", int.MinValue)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-0", 0)]
    public void Int32_reaches_its_ends(string json, int value) => Assert.Equal(value, Probe.Read<int, Int32Codec>(json));

    [Theory]
    [InlineData("2147483648", WireFault.OutOfRange)]
    [InlineData("-99999999999999999999", WireFault.OutOfRange)]
    [InlineData("1.0", WireFault.Mistyped)]
    [InlineData("1e2", WireFault.Mistyped)]
    [InlineData("1E+2", WireFault.Mistyped)]
    [InlineData("\"1\"", WireFault.Mistyped)]
    [InlineData("null", WireFault.Null)]
    [InlineData("01", WireFault.Syntax)]
    [InlineData("+1", WireFault.Syntax)]
    [InlineData("NaN", WireFault.Syntax)]
    public void Int32_is_digits_alone(string json, WireFault fault) => Assert.Equal((fault, ""), Probe.Refusal<int, Int32Codec>(json));

    [Theory]
    [InlineData("9007199254740991", MostInteger)]
    [InlineData("-9007199254740991", -MostInteger)]
    public void Integer_reaches_its_ends(string json, long value) => Assert.Equal(value, Probe.Read<long, IntegerCodec>(json));

    [Theory]
    [InlineData("9007199254740992", WireFault.OutOfRange)]
    [InlineData("-9007199254740992", WireFault.OutOfRange)]
    [InlineData("99999999999999999999", WireFault.OutOfRange)]
    [InlineData("1.0", WireFault.Mistyped)]
    [InlineData("1e2", WireFault.Mistyped)]
    [InlineData("\"1\"", WireFault.Mistyped)]
    public void Integer_is_what_every_reader_keeps(string json, WireFault fault) => Assert.Equal((fault, ""), Probe.Refusal<long, IntegerCodec>(json));

    [Theory]
    [InlineData(MostInteger + 1)]
    [InlineData(-MostInteger - 1)]
    public void Integer_beyond_its_range_is_not_written(long value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Probe.Write<long, IntegerCodec>(value));

    [Theory]
    [InlineData("\"18446744073709551615\"", ulong.MaxValue)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("\"\\u0031\\u0032\"", 12UL)]
    [InlineData("0", 0UL)]
    [InlineData("\"0\"", 0UL)]
    public void UInt64_is_a_string_or_an_exact_number(string json, ulong value) => Assert.Equal(value, Probe.Read<ulong, UInt64Codec>(json));

    [Theory]
    [InlineData("\"18446744073709551616\"", WireFault.OutOfRange)]
    [InlineData("18446744073709551616", WireFault.OutOfRange)]
    [InlineData("-1", WireFault.OutOfRange)]
    [InlineData("1.0", WireFault.Mistyped)]
    [InlineData("1e3", WireFault.Mistyped)]
    [InlineData("\"-1\"", WireFault.Format)]
    [InlineData("\"+1\"", WireFault.Format)]
    [InlineData("\"007\"", WireFault.Format)]
    [InlineData("\" 1\"", WireFault.Format)]
    [InlineData("\"\"", WireFault.Format)]
    [InlineData("\"1e3\"", WireFault.Format)]
    [InlineData("\"٣\"", WireFault.Format)]
    [InlineData("\"\\ud800\"", WireFault.NotText)]
    [InlineData("true", WireFault.Mistyped)]
    public void UInt64_is_nothing_else(string json, WireFault fault) => Assert.Equal((fault, ""), Probe.Refusal<ulong, UInt64Codec>(json));

    [Theory]
    [InlineData("1e400", WireFault.OutOfRange)]
    [InlineData("-1e400", WireFault.OutOfRange)]
    [InlineData("\"1\"", WireFault.Mistyped)]
    [InlineData("\"NaN\"", WireFault.Mistyped)]
    [InlineData("NaN", WireFault.Syntax)]
    [InlineData("1.", WireFault.Syntax)]
    [InlineData(".5", WireFault.Syntax)]
    public void Float_is_finite(string json, WireFault fault) => Assert.Equal((fault, ""), Probe.Refusal<double, FloatCodec>(json));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Float_that_is_not_finite_is_not_written(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Probe.Write<double, FloatCodec>(value));

    private static Arbitrary<long> Integers() =>
        Gen.OneOf(ArbMap.Default.GeneratorFor<long>().Select(n => n % MostInteger), Gen.Elements(MostInteger, -MostInteger, 0L)).ToArbitrary();

    private static Arbitrary<double> Floats() =>
        Gen.OneOf(ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble), ArbMap.Default.GeneratorFor<double>(), Gen.Elements(-0.0, double.Epsilon, double.MaxValue))
            .Where(double.IsFinite).ToArbitrary();
}
