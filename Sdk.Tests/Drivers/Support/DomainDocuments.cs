using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>The domain documents that lie beside the tests, as a host in the field would have them.</summary>
internal static class DomainDocuments
{
    private static readonly string Folder = Repository.PathOf("Sdk.Tests", "Drivers", "Documents");

    /// <summary>The names of all of them.</summary>
    public static TheoryData<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.xml", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".xml"));
}
