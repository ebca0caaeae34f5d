using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Tests.Schema.Reading;

public sealed class TypeExpressionReaderTests
{
    [Theory]
    [InlineData("string", TypeExpressionKind.Named, "string")]
    [InlineData("DomainInfo", TypeExpressionKind.Named, "DomainInfo")]
    [InlineData("com.acme.gpu.Card", TypeExpressionKind.Named, "com.acme.gpu.Card")]
    [InlineData("string[][]", TypeExpressionKind.Array, "string")]
    [InlineData("map<core.Size[]>", TypeExpressionKind.Map, "core.Size")]
    [InlineData("map<map<bool>>[]", TypeExpressionKind.Array, "bool")]
    public void An_expression_is_read_and_written_alike(string text, TypeExpressionKind kind, string leaf)
    {
        var expression = TypeExpressionReader.Read(text, out _)!;
        Assert.Equal((kind, leaf, text), (expression.Kind, expression.Leaf, expression.ToString()));
        Assert.Equal("X.Y", expression.WithLeaf("X.Y").Leaf);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("map<>")]
    [InlineData("map<string>[")]
    [InlineData("string ")]
    [InlineData("domainInfo")]
    [InlineData("acme.Card")]
    [InlineData("com..Card")]
    public void What_is_no_expression_is_explained(string text)
    {
        Assert.Null(TypeExpressionReader.Read(text, out var problem));
        Assert.NotEmpty(problem);
    }

    [Theory]
    [InlineData("getInfo", "GetInfo")]
    [InlineData("virtio-scsi", "VirtioScsi")]
    [InlineData("x86_64", "X86_64")]
    [InlineData("1.0", "_1_0")]
    [InlineData("a.b", "AB")]
    [InlineData("_", "_")]
    public void Names_become_C_sharp_by_capitals(string name, string expected) => Assert.Equal(expected, CSharpNames.Pascal(name));
}
