using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>Schema documents in files, read.</summary>
/// <param name="Path">The file's path, as it was given.</param>
/// <param name="Document">What the reader made of it.</param>
internal sealed record SchemaFile(string Path, ReadDocument Document);

/// <summary>Reads documents, and links them.</summary>
internal static class SchemaFiles
{
    private const string Pattern = "*.json";

    /// <summary>The named files; those of the folder schema/ when none is named.</summary>
    /// <exception cref="UsageException">A file cannot be read, or there is none.</exception>
    public static List<SchemaFile> Read(string[] named)
    {
        if (named.Length > 0)
            return [.. named.Select(Read)];
        return Directory.Exists("schema")
            ? ReadFolder("schema")
            : throw new UsageException("There is no folder schema/ here. Name the documents: virtwire schema check FILES");
    }

    /// <summary>The documents of a folder.</summary>
    /// <exception cref="UsageException">There is no such folder, or a file cannot be read.</exception>
    public static List<SchemaFile> ReadFolder(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal).Select(Read)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Can't read the folder '{folder}': {failure.Message}");
        }
    }

    /// <summary>The documents that could be read so far that they name a namespace.</summary>
    public static List<DocumentModel> Models(IEnumerable<SchemaFile> files) => [.. files.Select(f => f.Document.Model).OfType<DocumentModel>()];

    /// <summary>Links documents. What the tool knows stands in for the namespaces that they import but do not hold.</summary>
    public static LinkResult Link(IReadOnlyList<DocumentModel> documents) => Linker.Link([.. documents, .. NotHeld(documents)]);

    /// <summary>The documents of the tool's own schema whose namespaces are none of these documents'.</summary>
    public static IEnumerable<DocumentModel> NotHeld(IReadOnlyList<DocumentModel> documents) =>
        BuiltInSchema.Documents.Where(b => documents.All(d => d.Namespace != b.Namespace));

    private static SchemaFile Read(string path)
    {
        try
        {
            return new SchemaFile(path, DocumentReader.Read(path, File.ReadAllText(path)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Can't read the document '{path}': {failure.Message}");
        }
    }
}
