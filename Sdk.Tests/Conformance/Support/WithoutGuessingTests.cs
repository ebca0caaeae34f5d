using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Conformance.Support;

[Collection(WithoutGuessing.Name)]
public sealed class WithoutGuessingTests
{
    [Fact]
    public void The_switch_is_put_back_to_where_it_stood()
    {
        Assert.False(WireFormat.Guesses);
        new WithoutGuessing.Switch().Dispose();
        Assert.False(WireFormat.Guesses);
    }
}
