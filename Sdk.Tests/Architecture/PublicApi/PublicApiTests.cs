using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Architecture.PublicApi;

/// <summary>What each package lets users name is written down, so that a change of it is seen and approved.</summary>
[Trait("Category", "Approval")]
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Virtwire.Sdk.Schema")]
    [InlineData("Virtwire.Sdk")]
    [InlineData("Virtwire.Sdk.Server")]
    public void The_public_API_of_a_package_is_the_approved_one(string assembly) =>
        Golden.Matches(
            Repository.PathOf("api-baselines", "dotnet", assembly + ".txt"),
            PublicApiPrinter.Print(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
}
