using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed partial class TimeCodecTests
{
    [Fact]
    public void Timestamp_comes_back_with_its_offset() => Timestamps().Holds(value =>
        Probe.RoundTrip<DateTimeOffset, TimestampCodec>(value).EqualsExact(value)
        && JsonSerializer.Deserialize<DateTimeOffset>(Probe.Write<DateTimeOffset, TimestampCodec>(value)).EqualsExact(value)
        && Probe.Read<DateTimeOffset, TimestampCodec>(JsonSerializer.Serialize(value)).EqualsExact(value));

    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31t12:00:00z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.000Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.120+00:00", "2026-01-31T12:00:00.12Z")]
    [InlineData("2026-01-31T12:00:00-00:00", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.1234567+02:30", "2026-01-31T12:00:00.1234567+02:30")]
    [InlineData("2026-01-31T12:00:00.123456789-08:00", "2026-01-31T12:00:00.1234567-08:00")]
    [InlineData("2026-01-31T12:00:00.00000000000000000000000000001Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00+23:59", "2026-01-30T12:01:00Z")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z")]
    [InlineData("1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z")]
    [InlineData("1990-12-31T15:59:60.25-08:00", "1990-12-31T16:00:00-08:00")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("9999-12-31T23:30:00+01:00", "9999-12-31T23:30:00+01:00")]
    public void Any_rfc3339_form_is_read_and_the_shortest_is_written(string text, string shortest) =>
        Assert.Equal($"\"{shortest}\"", Probe.Write<DateTimeOffset, TimestampCodec>(Probe.Read<DateTimeOffset, TimestampCodec>($"\"{text}\"")));

    [Theory]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T12:00:00")]
    [InlineData("2026-01-31 12:00:00Z")]
    [InlineData("2026-01-31T12:00Z")]
    [InlineData("2026-01-31T12:00:00.Z")]
    [InlineData("2026-01-31T12:00:00,5Z")]
    [InlineData("2026-01-31T12:00:00+02")]
    [InlineData("2026-01-31T12:00:00+0200")]
    [InlineData("2026-01-31T12:00:00+02:00:00")]
    [InlineData("2026-01-31T12:00:00+24:00")]
    [InlineData("2026-01-31T12:00:00+01:60")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T12:60:00Z")]
    [InlineData("2026-01-31T12:00:61Z")]
    [InlineData("2026-01-31T12:00:60Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-00-01T12:00:00Z")]
    [InlineData("2026-02-29T12:00:00Z")]
    [InlineData("2026-01-00T12:00:00Z")]
    [InlineData("26-01-31T12:00:00Z")]
    [InlineData("+2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00ZZ")]
    [InlineData(" 2026-01-31T12:00:00Z")]
    [InlineData("٢٠٢٦-01-31T12:00:00Z")]
    [InlineData("1990-12-31T23:59:60+01:00")]
    [InlineData("")]
    public void What_is_not_rfc3339_is_refused(string text) =>
        Assert.Equal((WireFault.Format, ""), Probe.Refusal<DateTimeOffset, TimestampCodec>(JsonSerializer.Serialize(text)));

    [Theory]
    [InlineData("0000-02-29T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("9999-12-31T23:59:60Z")]
    public void An_instant_that_dotnet_lacks_is_out_of_range(string text) =>
        Assert.Equal((WireFault.OutOfRange, ""), Probe.Refusal<DateTimeOffset, TimestampCodec>($"\"{text}\""));

    [Fact]
    public void Damaged_timestamps_are_refused_or_read_as_the_framework_reads_them() =>
        Generate.DamageTo("\"2026-10-31T12:34:56.78+02:30\"").Holds(json =>
        {
            // The framework's profile of ISO 8601 wants a capital T and an offset within ±14 hours; the rest is common ground.
            var text = Encoding.Latin1.GetString(json).Replace('t', 'T');
            return FarOffset().IsMatch(text)
                || Probe.RefusesOrAgrees<DateTimeOffset, TimestampCodec, DateTimeOffset>(Encoding.Latin1.GetBytes(text), (a, b) => a.EqualsExact(b));
        });

    [Fact]
    public void Duration_is_milliseconds() => ArbMap.Default.ArbFor<int>().Holds(value =>
    {
        var duration = TimeSpan.FromMilliseconds(value);
        return Probe.RoundTrip<TimeSpan, DurationCodec>(duration) == duration
            && Probe.Write<TimeSpan, DurationCodec>(duration) == JsonSerializer.Serialize(value);
    });

    [Theory]
    [InlineData(4_999, "0")]
    [InlineData(5_000, "1")]
    [InlineData(-5_000, "-1")]
    [InlineData(14_999, "1")]
    [InlineData(long.MaxValue, "922337203685477")]
    [InlineData(long.MinValue, "-922337203685477")]
    public void What_is_finer_than_a_millisecond_is_rounded(long ticks, string json) =>
        Assert.Equal(json, Probe.Write<TimeSpan, DurationCodec>(new TimeSpan(ticks)));

    [Theory]
    [InlineData("922337203685478", WireFault.OutOfRange)]
    [InlineData("-922337203685478", WireFault.OutOfRange)]
    [InlineData("1.5", WireFault.Mistyped)]
    [InlineData("\"PT1S\"", WireFault.Mistyped)]
    public void Duration_is_a_whole_number_in_range(string json, WireFault fault) =>
        Assert.Equal((fault, ""), Probe.Refusal<TimeSpan, DurationCodec>(json));

    [GeneratedRegex("[+-](1[4-9]|2.):..\"$")]
    private static partial Regex FarOffset();

    private static Arbitrary<DateTimeOffset> Timestamps() =>
        (from day in Gen.Choose(2, 3_652_057)
         from second in Gen.Choose(0, 86_399)
         from fraction in Gen.Elements(0, 1, 10, 5_000_000, 9_999_999, 1_234_500)
         from offset in Gen.Choose(-14 * 60, 14 * 60)
         select new DateTimeOffset(
             (day * TimeSpan.TicksPerDay) + (second * TimeSpan.TicksPerSecond) + fraction,
             TimeSpan.FromMinutes(offset))).ToArbitrary();
}
