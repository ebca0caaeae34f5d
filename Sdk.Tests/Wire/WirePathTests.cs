using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class WirePathTests
{
    [Theory]
    [InlineData("◆1", "")]
    [InlineData(" ◆{\"a\":1}", "")]
    [InlineData("{◆\"a\":1}", "a")]
    [InlineData("{\"a\":◆1}", "a")]
    [InlineData("{\"a\":1◆}", "")]
    [InlineData("[◆1,2]", "[0]")]
    [InlineData("[1,◆2]", "[1]")]
    [InlineData("[1,2◆]", "")]
    [InlineData("[[],◆[]]", "[1]")]
    [InlineData("[[1],[2,◆[]]]", "[1][1]")]
    [InlineData("[{},{},◆{}]", "[2]")]
    [InlineData("{\"self\":{\"disks\":[{},{\"x\":[1,{}]},{\"path\":◆1}]}}", "self.disks[2].path")]
    [InlineData("{\"self\":{\"disks\":[{},{\"x\":[1,{}]},{\"path\":1◆}]}}", "self.disks[2]")]
    [InlineData("{\"self\":{\"disks\":[{\"a\":1}◆]},\"b\":1}", "self.disks")]
    [InlineData("{\"a\":{\"b\":1},\"c\":◆2}", "c")]
    [InlineData("{\"a b\":◆1}", "[\"a b\"]")]
    [InlineData("{\"a\":{\"\":◆1}}", "a[\"\"]")]
    [InlineData("{\"a\":{\"1\":◆1}}", "a[\"1\"]")]
    [InlineData("{\"a\":{\"b.c\":[{\"d\\\"\":◆1}]}}", "a[\"b.c\"][0][\"d\\\"\"]")]
    [InlineData("{\"\\u0061\":◆1}", "a")]
    [InlineData("{\"é\":◆1}", "[\"é\"]")]
    [InlineData("{\"$a_1\":◆1}", "$a_1")]
    public void The_path_of_an_offset(string marked, string path)
    {
        var offset = Encoding.UTF8.GetByteCount(marked[..marked.IndexOf('◆', StringComparison.Ordinal)]);

        Assert.Equal(path, WirePath.At(Encoding.UTF8.GetBytes(marked.Replace("◆", "", StringComparison.Ordinal)), offset));
    }

    [Fact]
    public void A_broken_text_has_the_path_of_what_was_entered() =>
        Assert.Equal("a[1]", WirePath.At("{\"a\":[1,{x"u8, 9));

    [Theory]
    [InlineData("", "a", "a")]
    [InlineData("a", "b", "a.b")]
    [InlineData("a[0]", "b c", "a[0][\"b c\"]")]
    public void A_member_joins_a_path(string path, string member, string joined) => Assert.Equal(joined, WirePath.Join(path, member));

    [Fact]
    public void Every_token_of_any_json_has_the_path_that_the_framework_reaches_it_by()
    {
        const string json = """{"a":[1,{"b":"x","c":[[],[true,null]]}],"d":{"e":{}},"f":-1.5}""";
        using var document = JsonDocument.Parse(json);
        var bytes = Encoding.UTF8.GetBytes(json);

        foreach (var (path, element) in Walk("", document.RootElement))
        {
            var text = Encoding.UTF8.GetBytes(element.GetRawText());
            Assert.Contains(Offsets(bytes), offset =>
                bytes.AsSpan(offset).StartsWith(text) && WirePath.At(bytes, offset) == path);
        }
    }

    private static IEnumerable<int> Offsets(byte[] json) => Enumerable.Range(0, json.Length);

    private static IEnumerable<(string Path, JsonElement Element)> Walk(string path, JsonElement element)
    {
        yield return (path, element);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var inner in element.EnumerateObject().SelectMany(member => Walk(WirePath.Join(path, member.Name), member.Value)))
                yield return inner;
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var inner in element.EnumerateArray().SelectMany((item, index) => Walk($"{path}[{index}]", item)))
                yield return inner;
        }
    }
}
