using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>A schema document for a generator run: a path, a text, and what is wanted of it.</summary>
/// <param name="Path">The path, as diagnostics give it.</param>
/// <param name="Text">The document.</param>
/// <param name="Types">The item metadata of that name; null where it is not set.</param>
/// <param name="Client">The item metadata of that name.</param>
/// <param name="Server">The item metadata of that name.</param>
internal sealed record SchemaText(string Path, string Text, bool? Types = null, bool? Client = null, bool? Server = null)
{
    /// <summary>A document that everything is wanted of.</summary>
    public static SchemaText All(string path, string text) => new(path, text, Client: true, Server: true);

    /// <summary>A document of which only the types are wanted.</summary>
    public static SchemaText OnlyTypes(string path, string text) => new(path, text, Types: true);

    /// <summary>A document that is there to be referred to.</summary>
    public static SchemaText Reference(string path, string text) => new(path, text);

    /// <summary>The file as the compiler sees it.</summary>
    public AdditionalText ToFile() => new File(Path, Text);

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
