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
    [InlineData("Virtwire.Sdk.Schema")]
    [InlineData("Virtwire.Sdk")]
    public void A_library_brings_no_package(string name)
    {
        var foreign = Assembly.Load(name).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => !reference.StartsWith("System", StringComparison.Ordinal) && reference is not ("netstandard" or "mscorlib"));

        Assert.Empty(foreign);
    }
}
