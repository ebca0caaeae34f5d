using System.Reflection;

namespace Virtwire.Sdk.Tests.Architecture;

/// <summary>Sdk.Schema ← Sdk.Generators; Sdk.Schema ← Sdk.Cli, Sdk.Server; Sdk ← Sdk.Server; Sdk, Sdk.Server ← Sdk.Cli; nothing the other way.</summary>
public sealed class AssemblyDependencyTests
{
    [Theory]
    [InlineData("Virtwire.Sdk.Schema", "")]
    [InlineData("Virtwire.Sdk", "")]
    [InlineData("Virtwire.Sdk.Generators", "")]
    [InlineData("Virtwire.Sdk.Server", "Virtwire.Sdk Virtwire.Sdk.Schema")]
    [InlineData("virtwire", "Virtwire.Sdk Virtwire.Sdk.Schema Virtwire.Sdk.Server")]
    public void An_assembly_uses_only_those_below_it(string name, string allowed)
    {
        var used = Assembly.Load(name).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("Virtwire", StringComparison.OrdinalIgnoreCase));

        Assert.Subset(allowed.Split(' ').ToHashSet(), used.ToHashSet());
    }

    [Theory]
    [InlineData("Virtwire.Sdk.Schema", "")]
    [InlineData("Virtwire.Sdk", "Microsoft.Extensions.")]
    public void A_library_brings_no_package_but_the_frameworks_extensions(string name, string allowed)
    {
        var foreign = Assembly.Load(name).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => !reference.StartsWith("System", StringComparison.Ordinal) && reference is not ("netstandard" or "mscorlib"))
            .Where(reference => allowed.Length == 0 || !reference.StartsWith(allowed, StringComparison.Ordinal));

        Assert.Empty(foreign);
    }
}
