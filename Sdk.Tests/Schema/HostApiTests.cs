using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Schema;

/// <summary>The host API is what its list says, a file a resource: a method that came or went by accident is noticed.</summary>
public sealed class HostApiTests
{
    public static TheoryData<string> Resources { get; } =
        [.. Listed().Concat(HostSchema.Methods().Select(m => m.Name)).Select(ResourceOf).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Resources))]
    public void The_schema_has_the_methods_of_the_list(string resource) => Assert.Equal(
        Listed().Where(m => ResourceOf(m) == resource).Order(StringComparer.Ordinal),
        HostSchema.Methods().Select(m => m.Name).Where(m => ResourceOf(m) == resource).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Listed() =>
        Directory.EnumerateFiles(Repository.PathOf("Sdk.Tests/Schemas/HostApi"), "*.txt").SelectMany(File.ReadLines).Where(l => l.Length > 0);

    private static string ResourceOf(string method) => method[..method.IndexOf('.', StringComparison.Ordinal)];
}
