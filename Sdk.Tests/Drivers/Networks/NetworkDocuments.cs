using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>The network documents that lie beside the tests, as a host in the field would have them.</summary>
internal static class NetworkDocuments
{
    private static readonly string Folder = Repository.PathOf("Sdk.Tests", "Drivers", "Networks", "Documents");

    /// <summary>The names of all of them.</summary>
    public static TheoryData<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.xml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".xml"));
}
