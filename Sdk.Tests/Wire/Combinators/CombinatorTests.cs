using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class CombinatorTests
{
    [Fact]
    public void Lists_of_lists_come_back_and_are_what_the_framework_writes() => ArbMap.Default.ArbFor<int[][]>().Holds(lists =>
    {
        var json = Probe.Write<IReadOnlyList<IReadOnlyList<int>>, ListCodec<IReadOnlyList<int>, ListCodec<int, Int32Codec>>>(lists);
        var read = Probe.Read<IReadOnlyList<IReadOnlyList<int>>, ListCodec<IReadOnlyList<int>, ListCodec<int, Int32Codec>>>(json);
        return json == JsonSerializer.Serialize(lists) && read.Count == lists.Length && read.Zip(lists).All(pair => pair.First.SequenceEqual(pair.Second));
    });

    [Fact]
    public void Maps_come_back_and_are_what_the_framework_reads() => Maps().Holds(map =>
    {
        var json = Probe.Write<IReadOnlyDictionary<string, string>, MapCodec<string, StringCodec>>(map);
        var read = Probe.Read<IReadOnlyDictionary<string, string>, MapCodec<string, StringCodec>>(json);
        var theirs = JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
        return read.Count == map.Count && map.All(pair => read[pair.Key] == pair.Value && theirs[pair.Key] == pair.Value);
    });

    [Fact]
    public void Damaged_lists_and_maps_are_refused_or_read_as_the_framework_reads_them() =>
        Generate.DamageTo("""[{"a":1,"b":[]},{"é":22},{}]""").Holds(json =>
            Probe.RefusesOrAgrees<IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>, ListCodec<IReadOnlyDictionary<string, JsonElement>, MapCodec<JsonElement, JsonCodec>>, List<Dictionary<string, JsonElement>>>(
                json,
                (ours, theirs) => ours.Count == theirs.Count && ours.Zip(theirs).All(pair =>
                    pair.First.Count == pair.Second.Count && pair.First.All(entry => JsonElement.DeepEquals(entry.Value, pair.Second[entry.Key])))));

    [Theory]
    [InlineData("""{"a":[1]}""", WireFault.Mistyped, "")]
    [InlineData("[1,null]", WireFault.Null, "[1]")]
    [InlineData("[1,\"2\"]", WireFault.Mistyped, "[1]")]
    [InlineData("null", WireFault.Null, "")]
    public void A_list_refuses_other_kinds_and_null(string json, WireFault fault, string path) =>
        Assert.Equal((fault, path), Probe.Refusal<IReadOnlyList<int>, ListCodec<int, Int32Codec>>(json));

    [Theory]
    [InlineData("[]", WireFault.Mistyped, "")]
    [InlineData("""{"a":1,"a":2}""", WireFault.Duplicate, "a")]
    [InlineData("""{"a":1,"":2,"":3}""", WireFault.Duplicate, "[\"\"]")]
    [InlineData("""{"a.b":null}""", WireFault.Null, "[\"a.b\"]")]
    [InlineData("""{"\ud800":1}""", WireFault.NotText, """["\\ud800"]""")]
    public void A_map_refuses_other_kinds_duplicates_and_null(string json, WireFault fault, string path) =>
        Assert.Equal((fault, path), Probe.Refusal<IReadOnlyDictionary<string, int>, MapCodec<int, Int32Codec>>(json));

    [Fact]
    public void A_name_that_is_no_text_is_not_written() => Assert.Throws<ArgumentException>(() =>
        Probe.Write<IReadOnlyDictionary<string, int>, MapCodec<int, Int32Codec>>(new Dictionary<string, int> { ["\ud800"] = 1 }));

    [Fact]
    public void Null_is_a_value_where_it_may_stand()
    {
        Assert.Equal("[null,\"a\"]", Probe.Write<IReadOnlyList<string?>, ListCodec<string?, NullableCodec<string, StringCodec>>>([null, "a"]));
        Assert.Equal([null, "a"], Probe.Read<IReadOnlyList<string?>, ListCodec<string?, NullableCodec<string, StringCodec>>>("[null,\"a\"]"));
        Assert.Equal("[null,1]", Probe.Write<IReadOnlyList<int?>, ListCodec<int?, NullableValueCodec<int, Int32Codec>>>([null, 1]));
        Assert.Equal([null, 1], Probe.Read<IReadOnlyList<int?>, ListCodec<int?, NullableValueCodec<int, Int32Codec>>>("[null,1]"));
    }

    [Fact]
    public void A_page_has_the_contracts_form()
    {
        const string json = """{"items":[{"name":"a"},{"name":"b"}],"next":"c/1","position":"3:1042"}""";
        var page = new Page<SampleRef> { Items = [SampleRef.ByName("a"), SampleRef.ByName("b")], Next = "c/1", Position = "3:1042" };
        var read = WirePage<SampleRef>.UnwrapWire(Probe.Read<WirePage<SampleRef>, WirePage<SampleRef>>(json, WireMode.Strict));

        Assert.Equal(json, Probe.Write<WirePage<SampleRef>, WirePage<SampleRef>>(WirePage<SampleRef>.WrapWire(page)));
        Assert.Equal(page.Items, read.Items);
        Assert.Equal(("c/1", "3:1042"), (read.Next, read.Position));
        Assert.Equal("""{"items":[]}""", Probe.Write<WirePage<SampleRef>, WirePage<SampleRef>>(new WirePage<SampleRef>(new Page<SampleRef> { Items = [] })));
    }

    [Theory]
    [InlineData("{}", WireFault.Missing, "items")]
    [InlineData("""{"items":[{"name":"a"},{}]}""", WireFault.Missing, "items[1]")]
    [InlineData("""{"items":[],"next":null}""", WireFault.Null, "next")]
    [InlineData("""{"items":[],"items":[]}""", WireFault.Duplicate, "items")]
    public void A_page_names_the_path(string json, WireFault fault, string path) =>
        Assert.Equal((fault, path), Probe.Refusal<WirePage<SampleRef>, WirePage<SampleRef>>(json));

    [Fact]
    public void Optional_tells_absent_null_and_a_value_apart()
    {
        Optional<string?> absent = default, none = new(null), text = "a";

        Assert.False(absent.HasValue);
        Assert.True(none.HasValue);
        Assert.NotEqual(absent, none);
        Assert.Equal(text, new Optional<string?>("a"));
        Assert.True(text != none);
        Assert.Throws<InvalidOperationException>(() => absent.Value);
        Assert.Equal(("x", null, "a"), (absent.ValueOr("x"), none.ValueOr("x"), text.ValueOr("x")));
        Assert.Equal(("absent", "null", "a"), (absent.ToString(), none.ToString(), text.ToString()));
        Assert.Equal(0, absent.GetHashCode());
    }

    private static Arbitrary<Dictionary<string, string>> Maps() =>
        (from names in Generate.Text.Generator.ListOf()
         from values in Generate.Text.Generator.ListOf(names.Count)
         select names.Zip(values).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second)).ToArbitrary();
}
