using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Tests.Schema.Text;

public sealed class JsonTextReaderTests
{
    [Theory]
    [InlineData("[\n  1,\r\n  2,\r  3]", "2:3 3:3 4:3")]
    [InlineData("[\"😀\", 1]", "1:2 1:8")]
    [InlineData("[\"\u2028\", 1]", "1:2 1:7")]
    public void Lines_end_with_LF_CR_or_both_and_columns_count_UTF_16_units(string text, string expected)
    {
        var read = JsonTextReader.Read(text);
        Assert.Empty(read.Faults);
        var places = read.Root!.Items.Select(i => read.Lines.SpanOf(i.Start, i.Length)).Select(static s => $"{s.Line}:{s.Column}");
        Assert.Equal(expected, string.Join(' ', places));
    }

    [Fact]
    public void Several_faults_are_told_in_one_go()
    {
        var read = JsonTextReader.Read("{ 'a': 01, \"b\" 2, \"c\": \"\\q\" \"d\": tru, }");
        Assert.Equal(
            [JsonFaultKind.Relaxed, JsonFaultKind.Number, JsonFaultKind.Syntax, JsonFaultKind.String, JsonFaultKind.Syntax, JsonFaultKind.Syntax, JsonFaultKind.Relaxed],
            read.Faults.Select(static f => f.Kind));
        Assert.Equal(["a", "b", "c", "d"], read.Root!.Members.Select(static m => m.Name));
    }

    [Fact]
    public void A_text_full_of_faults_is_given_up()
    {
        var read = JsonTextReader.Read("[" + string.Concat(Enumerable.Repeat("x,", 1_000)) + "1]");
        Assert.Equal(20, read.Faults.Count);
    }

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    [InlineData(1_000_000, 1)]
    public void Depth_is_limited_to_64(int depth, int faults)
    {
        var read = JsonTextReader.Read(new string('[', depth) + new string(']', depth));
        Assert.Equal(faults, read.Faults.Count);
        Assert.All(read.Faults, static f => Assert.Equal(JsonFaultKind.TooDeep, f.Kind));
    }

    [Fact]
    public void Of_members_with_one_key_the_first_stays()
    {
        var read = JsonTextReader.Read("{\"a\":1,\"\\u0061\":2}");
        Assert.Equal("1", Assert.Single(read.Root!.Members).Value.Text);
        Assert.Equal(JsonFaultKind.DuplicateKey, Assert.Single(read.Faults).Kind);
    }

    [Fact]
    public void Many_keys_are_told_apart()
    {
        var keys = Enumerable.Range(0, 100).Select(static i => $"\"k{i}\":{i}");
        Assert.Empty(JsonTextReader.Read("{" + string.Join(',', keys) + "}").Faults);
        Assert.Single(JsonTextReader.Read("{" + string.Join(',', keys.Append("\"k50\":0")) + "}").Faults);
    }

    [Fact]
    public void A_byte_order_mark_is_a_fault_and_the_rest_is_read()
    {
        var read = JsonTextReader.Read("\uFEFF{\"a\":1}");
        Assert.Equal(JsonFaultKind.ByteOrderMark, Assert.Single(read.Faults).Kind);
        Assert.NotNull(read.Root!.Find("a"));
    }

    [Theory]
    [InlineData("a", "/a")]
    [InlineData("", "/")]
    [InlineData("a/b~c", "/a~1b~0c")]
    public void Pointers_escape_names(string name, string pointer)
    {
        Assert.Equal(pointer, JsonPointer.Append("", name));
        Assert.Equal([name], JsonPointer.Segments(pointer));
    }

    [Theory]
    [InlineData("{ \"b\" : [ 1.0, \"\\u0061\\/\\u2028\" ], \"a\" : null }", "{\"a\":null,\"b\":[1,\"a/\\u2028\"]}")]
    [InlineData("\"\\n\\u0001\\\"\\\\é😀\"", "\"\\n\\u0001\\\"\\\\é😀\"")]
    [InlineData("[1e2, 0.10, -0, 1E-9, 123456789012345678901234567890]", "[100,0.1,0,1e-9,1.2345678901234567890123456789e29]")]
    public void There_is_one_canonical_way_to_write_a_value(string text, string canonical)
    {
        Assert.Equal(canonical, CanonicalJson.Write(JsonTextReader.Read(text).Root!));
        Assert.Equal(canonical, CanonicalJson.Write(JsonTextReader.Read(canonical).Root!));
    }
}
