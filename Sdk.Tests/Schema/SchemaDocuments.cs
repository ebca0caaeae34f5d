using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Schema;

/// <summary>Sets of documents that link without an error.</summary>
internal static class SchemaDocuments
{
    /// <summary>A document in which every element has every keyword, and the one that it imports.</summary>
    public static IReadOnlyList<(string Path, string Text)> EveryKeyword { get; } = Load(Repository.PathOf("Sdk.Tests", "Schema", "Documents"));

    /// <summary>The host API.</summary>
    public static IReadOnlyList<(string Path, string Text)> HostApi { get; } = Load(Repository.PathOf("schema"));

    /// <summary>The documents by the name of their set.</summary>
    public static IReadOnlyList<(string Path, string Text)> Of(string name) => name == nameof(HostApi) ? HostApi : EveryKeyword;

    private static (string Path, string Text)[] Load(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(static f => (Path.GetFileName(f), File.ReadAllText(f)))];
}
