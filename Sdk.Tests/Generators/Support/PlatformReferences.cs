using Microsoft.CodeAnalysis;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>What emitted code is compiled against: all that this process runs on, Sdk and Sdk.Server among it, this assembly not.</summary>
internal static class PlatformReferences
{
    public static IReadOnlyList<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !IsTestAssembly(path))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static bool IsTestAssembly(string path) =>
        Path.GetFileNameWithoutExtension(path) is "Virtwire.Sdk.Tests" or "Virtwire.Sdk.Generators" or "Virtwire.Sdk.Schema";
}
