using Virtwire.Sdk.Cli.Discovery;

namespace Virtwire.Sdk.Tests.Cli;

public class KebabCaseTests
{
    [Theory]
    [InlineData("list", "list")]
    [InlineData("getInfo", "get-info")]
    [InlineData("setMaxMemory", "set-max-memory")]
    [InlineData("StoragePool", "storage-pool")]
    [InlineData("getURIOf", "get-uri-of")]
    [InlineData("lookupByUuid", "lookup-by-uuid")]
    [InlineData("ipv4Address", "ipv4-address")]
    [InlineData("com.acme.Gpu", "com.acme.gpu")]
    [InlineData("snake_case", "snake-case")]
    public void Names_of_the_wire_become_words(string name, string word) => Assert.Equal(word, KebabCase.From(name));
}
