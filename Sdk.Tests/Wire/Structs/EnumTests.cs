using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class EnumTests
{
    [Theory]
    [InlineData("unknown", SampleState.Known.Unknown)]
    [InlineData("running", SampleState.Known.Running)]
    [InlineData("shutoff", SampleState.Known.Shutoff)]
    public void Known_values_come_back_as_the_one_symbol(string text, SampleState.Known known)
    {
        var state = Probe.Read<SampleState, SampleState>($"\"{text}\"", WireMode.Strict);

        Assert.Equal(known, state.Value);
        Assert.True(state.IsKnown);
        Assert.Equal(state, SampleState.Of(text));
        Assert.Equal($"\"{text}\"", Probe.Write<SampleState, SampleState>(state));
    }

    [Fact]
    public void An_escaped_value_is_the_value() =>
        Assert.Equal(SampleState.Running, Probe.Read<SampleState, SampleState>("\"\\u0072unning\"", WireMode.Strict));

    [Fact]
    public void An_open_enum_keeps_what_it_does_not_know() => Generate.Text.Holds(text =>
    {
        var json = JsonSerializer.Serialize(text);
        var state = Probe.Read<SampleState, SampleState>(json);
        return state.ToString() == text
            && state == SampleState.Of(text)
            && state.GetHashCode() == SampleState.Of(text).GetHashCode()
            && JsonSerializer.Deserialize<string>(Probe.Write<SampleState, SampleState>(state)) == text;
    });

    [Fact]
    public void What_is_not_known_counts_as_the_fallback_but_is_not_it()
    {
        var dying = Probe.Read<SampleState, SampleState>("\"dying\"");

        Assert.Equal(SampleState.Known.Unknown, dying.Value);
        Assert.False(dying.IsKnown);
        Assert.NotEqual(SampleState.Unknown, dying);
        Assert.NotEqual(SampleState.Of("dead"), dying);
    }

    [Fact]
    public void Without_a_fallback_the_number_says_so() =>
        Assert.Equal(WireSymbolTable.Unrecognized, new WireSymbolTable("E", fallback: null, ("a", 1)).Of("b").Number);

    [Fact]
    public void A_strict_reader_refuses_what_it_does_not_know_and_says_what_there_is()
    {
        var refusal = Assert.Throws<WireException>(() => Probe.Read<SampleState, SampleState>("\"dy\\ning\"", WireMode.Strict));

        Assert.Equal(WireFault.Unknown, refusal.Fault);
        Assert.Equal("must be a SampleState, one of unknown, running, shutoff, not 'dy\ufffding'", refusal.Detail);
    }

    [Fact]
    public void The_default_is_no_value_and_is_not_written()
    {
        Assert.Equal("", default(SampleState).ToString());
        Assert.NotEqual(SampleState.Unknown, default);
        Assert.Throws<ArgumentNullException>(() => Probe.Write<SampleState, SampleState>(default));
    }

    [Theory]
    [InlineData("\"Running\"", WireFault.Unknown)]
    [InlineData("\"\"", WireFault.Unknown)]
    [InlineData("\"runningrunningrunning\"", WireFault.Unknown)]
    [InlineData("1", WireFault.Mistyped)]
    [InlineData("null", WireFault.Null)]
    [InlineData("\"\\ud800\"", WireFault.NotText)]
    public void A_strict_reader_refuses_the_rest(string json, WireFault fault) =>
        Assert.Equal((fault, ""), Probe.Refusal<SampleState, SampleState>(json));

    [Fact]
    public void A_lenient_reader_wants_text_all_the_same() =>
        Assert.Equal((WireFault.NotText, ""), Probe.Refusal<SampleState, SampleState>([(byte)'"', 0xFF, (byte)'"'], WireMode.Lenient));

    [Theory]
    [InlineData("\"acpi\"", SampleMode.Acpi)]
    [InlineData("\"agent\"", SampleMode.Agent)]
    public void A_closed_enum_is_a_string_on_the_wire(string json, SampleMode mode)
    {
        Assert.Equal(mode, Probe.Read<SampleMode, SampleModeCodec>(json));
        Assert.Equal(json, Probe.Write<SampleMode, SampleModeCodec>(mode));
    }

    [Theory]
    [InlineData("\"other\"", WireFault.Unknown)]
    [InlineData("1", WireFault.Mistyped)]
    public void A_closed_enum_has_no_other_values_for_any_reader(string json, WireFault fault) =>
        Assert.Equal((fault, ""), Probe.Refusal<SampleMode, SampleModeCodec>(json, WireMode.Lenient));

    [Fact]
    public void A_number_without_a_value_is_not_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Probe.Write<SampleMode, SampleModeCodec>((SampleMode)7));
}
