using System.Text;
using Virtwire.Sdk.Events;
using Virtwire.Sdk.Tests.Everything;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire.Guessing;

/// <summary>What is read by guess, and what happens where the guess fails.</summary>
public sealed class WireCursorTests
{
    [Theory]
    [InlineData("""[{"a":1,"b":2},{"a":3}]""", 0)]
    [InlineData("""[{"a":1,"b":2,"new":{"x":[]}},{"a":3,"new":4}]""", 0)]
    [InlineData("""[{"a": 1,"b":2},{"a":3}]""", 1)]
    [InlineData("""[{"b":2,"a":1},{"a":3,"b":4}]""", 1)]
    [InlineData("""[{"new":0,"a":1,"b":2},{"a":3,"b":4}]""", 2)]
    [InlineData("""[{ "a":1,"b":2},{"a":3,"b":4}]""", 2)]
    [InlineData("""[{"a":1,"b":2}, {"a":3,"b":4}]""", 2)]
    [InlineData("""[ {"a":1,"b":2},{"a":3,"b":4}]""", 2)]
    public void Only_what_surprises_is_left_to_the_JSON_reader(string json, int plain) =>
        Assert.Equal(plain, CountedCodec.PlainIn<IReadOnlyList<CountedPair>, ListCodec<CountedPair, CountedPair>>(json));

    [Fact]
    public void What_surprises_at_every_level_is_not_read_anew_at_every_level()
    {
        const int Levels = 60;
        var nested = new string('[', Levels) + string.Concat(Enumerable.Repeat("] ", Levels)).TrimEnd();

        Assert.InRange(CountedNest.PlainIn(nested), 1, 4 * Levels);
    }

    [Theory]
    [InlineData("""{"x":1,"y":2,}""", WireFault.Syntax)]
    [InlineData("""{"x":1,"y":2,"x":1}""", WireFault.Duplicate)]
    [InlineData("""{"x":1,"new":0}""", WireFault.Missing)]
    [InlineData("""{"x":1}""", WireFault.Missing)]
    [InlineData("""{"x":1,"y":2]""", WireFault.Syntax)]
    [InlineData("""{"x":1,"y":2.0}""", WireFault.Mistyped)]
    [InlineData("""{"x":1,"y":02}""", WireFault.Syntax)]
    [InlineData("""{"x":1,"y":2}}""", WireFault.Syntax)]
    [InlineData("""{"x":1,"y":2147483648}""", WireFault.OutOfRange)]
    public void Refusals_are_those_of_the_JSON_reader(string json, WireFault fault) =>
        Assert.Equal(fault, Probe.Refusal<Point, Point>(json, WireMode.Lenient).Fault);

    [Fact]
    public void A_tag_that_stands_twice_is_refused_behind_what_was_read_by_guess()
    {
        Assert.Equal(WireFault.Duplicate, Probe.Refusal<Shape, Shape>("""{"kind":"point","x":1,"y":2,"kind":"point"}""", WireMode.Lenient).Fault);
        Assert.IsType<Shape.Point>(Probe.Read<Shape, Shape>("""{"kind":"point","x":1,"y":2,"new":1}"""));
    }

    [Theory]
    [InlineData("""{"kind":"circle"},"kind":"point","x":1,"y":2}""")]
    [InlineData("""{"kind":"circle"},"kind":"point"},"kind":"square","side":1}""")]
    public void A_variant_that_ends_too_early_is_not_gone_on_with_as_another(string json)
    {
        Assert.Equal(WireFault.Missing, Probe.Refusal<Shape, Shape>(json, WireMode.Lenient).Fault);
        Assert.Equal(WireFault.Missing, Probe.Refusal<IReadOnlyList<Shape>, ListCodec<Shape, Shape>>($"[{json}]", WireMode.Lenient).Fault);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Nesting_is_bounded_as_the_JSON_reader_bounds_it(int levels, bool isRead)
    {
        var json = string.Concat(Enumerable.Repeat("""{"name":"","parent":""", levels - 1)) + """{"name":""}""" + new string('}', levels - 1);

        Assert.Equal(isRead, WireCursor.TryRead<Tree, Tree>(Encoding.UTF8.GetBytes(json), WireMode.Lenient, WireFormat.MaxDepth, out _));
        if (isRead)
            Probe.Read<Tree, Tree>(json);
        else
            Assert.Equal(WireFault.TooDeep, Probe.Refusal<Tree, Tree>(json, WireMode.Lenient).Fault);
    }

    [Theory]
    [InlineData("""{"self":{"uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"},"position":"1:2","data":{"x":1,"y":2}}""")]
    [InlineData("""{"position":"1:2","data":{"y":2,"x":1},"new":0,"self":{"uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}}""")]
    public void Events_are_read_by_guess_and_otherwise(string json)
    {
        var message = EventMessage<SampleRef, Point>.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal(new EventMessage<SampleRef, Point>(message.Self, "1:2", new Point { X = 1, Y = 2 }), message);
        Assert.Equal(message, Probe.RoundTrip<EventMessage<SampleRef, Point>, EventMessage<SampleRef, Point>>(message));
        Assert.NotNull(message.Self.Uuid);
    }

    [Fact]
    public void Known_values_are_read_by_guess_without_allocating()
    {
        var json = """{"x":-7,"y":2147483647}"""u8.ToArray();
        WireValue.Read<Point, Point>(json, WireMode.Lenient);
        var before = GC.GetAllocatedBytesForCurrentThread();

        WireValue.Read<Point, Point>(json, WireMode.Lenient);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
