using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class WireConstraintTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("😀", 1)]
    [InlineData("e\u0301", 2)]
    [InlineData("a😀b😀", 4)]
    public void Lengths_are_counted_in_code_points(string text, int length)
    {
        Assert.Null(Fault((ref r) => WireConstraint.MinLength(ref r, text, length)));
        Assert.Null(Fault((ref r) => WireConstraint.MaxLength(ref r, text, length)));
        Assert.Equal(WireFault.TooShort, Fault((ref r) => WireConstraint.MinLength(ref r, text, length + 1)));
        if (length > 0)
            Assert.Equal(WireFault.TooLong, Fault((ref r) => WireConstraint.MaxLength(ref r, text, length - 1)));
    }

    [Fact]
    public void Code_points_are_counted_as_the_framework_counts_runes() => Generate.Text.Holds(text =>
    {
        var count = text.EnumerateRunes().Count();
        return Fault((ref r) => WireConstraint.MinLength(ref r, text, count)) is null
            && Fault((ref r) => WireConstraint.MaxLength(ref r, text, count)) is null
            && Fault((ref r) => WireConstraint.MinLength(ref r, text, count + 1)) == WireFault.TooShort
            && (count == 0 || Fault((ref r) => WireConstraint.MaxLength(ref r, text, count - 1)) == WireFault.TooLong);
    });

    [Fact]
    public void Bytes_are_counted_as_bytes()
    {
        ReadOnlyMemory<byte> bytes = new byte[] { 1, 2 };

        Assert.Null(Fault((ref r) => WireConstraint.MinLength(ref r, bytes, 2)));
        Assert.Null(Fault((ref r) => WireConstraint.MaxLength(ref r, bytes, 2)));
        Assert.Equal(WireFault.TooShort, Fault((ref r) => WireConstraint.MinLength(ref r, bytes, 3)));
        Assert.Equal(WireFault.TooLong, Fault((ref r) => WireConstraint.MaxLength(ref r, bytes, 1)));
    }

    [Fact]
    public void Bounds_are_inclusive_for_every_kind_of_number()
    {
        Assert.Null(Fault((ref r) => WireConstraint.Min(ref r, 5, 5)));
        Assert.Null(Fault((ref r) => WireConstraint.Max(ref r, 5, 5)));
        Assert.Null(Fault((ref r) => WireConstraint.Min(ref r, ulong.MaxValue, ulong.MaxValue)));
        Assert.Null(Fault((ref r) => WireConstraint.Max(ref r, 0.5, 0.5)));
        Assert.Null(Fault((ref r) => WireConstraint.Min(ref r, TimeSpan.FromMilliseconds(5), 5)));
        Assert.Equal(WireFault.OutOfRange, Fault((ref r) => WireConstraint.Min(ref r, 4L, 5)));
        Assert.Equal(WireFault.OutOfRange, Fault((ref r) => WireConstraint.Max(ref r, 6, 5)));
        Assert.Equal(WireFault.OutOfRange, Fault((ref r) => WireConstraint.Min(ref r, 0UL, 1)));
        Assert.Equal(WireFault.OutOfRange, Fault((ref r) => WireConstraint.Max(ref r, ulong.MaxValue, ulong.MaxValue - 1)));
        Assert.Equal(WireFault.OutOfRange, Fault((ref r) => WireConstraint.Min(ref r, 0.4, 0.5)));
        Assert.Equal(WireFault.OutOfRange, Fault((ref r) => WireConstraint.Max(ref r, 0.6, 0.5)));
        Assert.Equal(WireFault.OutOfRange, Fault((ref r) => WireConstraint.Min(ref r, TimeSpan.FromMilliseconds(4), 5)));
        Assert.Equal(WireFault.OutOfRange, Fault((ref r) => WireConstraint.Max(ref r, TimeSpan.FromMilliseconds(6), 5)));
    }

    [Fact]
    public void Items_are_counted_in_lists_and_maps()
    {
        IReadOnlyList<int> list = [1, 2];
        IReadOnlyDictionary<string, int> map = new Dictionary<string, int> { ["a"] = 1 };

        Assert.Null(Fault((ref r) => WireConstraint.MinItems(ref r, list, 2)));
        Assert.Null(Fault((ref r) => WireConstraint.MaxItems(ref r, map, 1)));
        Assert.Equal(WireFault.TooFew, Fault((ref r) => WireConstraint.MinItems(ref r, map, 2)));
        Assert.Equal(WireFault.TooMany, Fault((ref r) => WireConstraint.MaxItems(ref r, list, 1)));
    }

    [Fact]
    public void Items_are_unique_by_their_value()
    {
        Assert.False(IsRepeated<string, StringCodec>(["a", "A", ""]));
        Assert.True(IsRepeated<string, StringCodec>(["a", "b", "a"]));
        Assert.True(IsRepeated<long, IntegerCodec>([1, 1]));
        Assert.True(IsRepeated<double, FloatCodec>([1.5, 1.5]));
        Assert.False(IsRepeated<double, FloatCodec>([1.5, 1.25]));
        Assert.True(IsRepeated<IReadOnlyList<int>, ListCodec<int, Int32Codec>>([[1, 2], [3], [1, 2]]));
        Assert.False(IsRepeated<IReadOnlyList<int>, ListCodec<int, Int32Codec>>([[1, 2], [2, 1]]));
        Assert.True(IsRepeated<SampleRef, SampleRef>([SampleRef.ByName("a"), SampleRef.ByName("a")]));
        Assert.True(IsRepeated<SampleState, SampleState>([SampleState.Of("x"), SampleState.Of("x")]));
        Assert.False(IsRepeated<int, Int32Codec>([]));

        static bool IsRepeated<T, TCodec>(IReadOnlyList<T> items)
            where TCodec : IWireCodec<T> => Fault((ref r) => WireConstraint.Unique<T, TCodec>(ref r, items)) == WireFault.NotUnique;
    }

    [Fact]
    public void Maps_are_equal_in_any_order_where_items_are_unique()
    {
        var first = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        var second = new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 };

        Assert.Equal(WireFault.NotUnique, Fault((ref r) =>
            WireConstraint.Unique<IReadOnlyDictionary<string, int>, MapCodec<int, Int32Codec>>(ref r, [first, second])));
    }

    [Fact]
    public void Refusals_say_the_bound()
    {
        Assert.Equal("must have at most 1 character", Detail((ref r) => WireConstraint.MaxLength(ref r, "ab", 1)));
        Assert.Equal("must have at least 3 items", Detail((ref r) => WireConstraint.MinItems(ref r, (IReadOnlyList<int>)[], 3)));
        Assert.Equal("must be at least 0.5", Detail((ref r) => WireConstraint.Min(ref r, 0.25, 0.5)));
        Assert.Equal("must be at most 5", Detail((ref r) => WireConstraint.Max(ref r, 6UL, 5)));
        Assert.Equal("must not hold an item twice, as it does at [2]", Detail((ref r) => WireConstraint.Unique<int, Int32Codec>(ref r, [1, 2, 1])));
        Assert.Equal("must be a dotted IPv4 address", Detail((ref r) => WireConstraint.Format(ref r, "a", TextFormat.IPv4)));
        Assert.Equal("must match the pattern [a-z]+", Detail((ref r) => WireConstraint.Pattern(ref r, "A", new TextPattern("[a-z]+"))));
    }

    private delegate void Check(ref Utf8JsonReader reader);

    [Theory]
    [InlineData("1e99999999999", "1e99999999998", null)]
    [InlineData("1e-99999999999", "0", null)]
    [InlineData("1e99999999999", "1e99999999999", WireFault.NotUnique)]
    public void Numbers_beyond_what_the_framework_weighs_are_compared_as_written(string first, string second, WireFault? fault)
    {
        var items = Probe.Read<IReadOnlyList<JsonElement>, ListCodec<JsonElement, JsonCodec>>($"[{first},{second}]");
        Assert.Equal(fault, Fault((ref r) => WireConstraint.Unique<JsonElement, JsonCodec>(ref r, items)));
    }

    private static WireFault? Fault(Check check) => Refusal(check)?.Fault;

    private static string? Detail(Check check) => Refusal(check)?.Detail;

    private static WireException? Refusal(Check check)
    {
        var reader = new Utf8JsonReader("0"u8);
        reader.Read();
        try
        {
            check(ref reader);
            return null;
        }
        catch (WireException e)
        {
            return e;
        }
    }
}
