using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Architecture;

/// <summary>The hand-written sources of a project, compiled here so that each use of a name leads to the folder that declares it.</summary>
internal sealed class ProjectSources
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private readonly string _root;
    private readonly CSharpCompilation _compilation;
    private readonly HashSet<SyntaxTree> _written;

    public ProjectSources(string project)
    {
        _root = Path.Combine(Repository.Root, project);
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = Directory.EnumerateFiles(_root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsOutput(Path.GetRelativePath(_root, file)))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
            .ToArray();
        _written = [.. trees];
        // The assembly itself is among the references for the names that are emitted into it; written names are found in the sources first.
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Virtwire.Sdk.Generators", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "Virtwire." + project + ".Sources",
            trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All));
    }

    /// <summary>Every pair (folder that uses, folder that declares), with one place as a witness.</summary>
    public IReadOnlyDictionary<(string From, string To), string> Uses()
    {
        var uses = new Dictionary<(string, string), string>();
        foreach (var tree in _written)
        {
            var model = _compilation.GetSemanticModel(tree);
            var from = FolderOf(tree.FilePath);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var info = model.GetSymbolInfo(name);
                foreach (var symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols)
                {
                    var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
                    foreach (var declaration in type?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
                    {
                        if (_written.Contains(declaration.SyntaxTree))
                        {
                            var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                            uses.TryAdd((from, FolderOf(declaration.SyntaxTree.FilePath)), $"{Path.GetRelativePath(_root, tree.FilePath)}({line}): {name}");
                        }
                    }
                }
            }
        }

        return uses;
    }

    /// <summary>The folders that hold sources, relative to the project.</summary>
    public IReadOnlySet<string> Folders() => _written.Select(tree => FolderOf(tree.FilePath)).ToHashSet();

    /// <summary>The folder in the project; rooms inside a room count as it, but for drivers, which are apart from their registry.</summary>
    private string FolderOf(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetRelativePath(_root, file))!.Replace('\\', '/');
        return folder.StartsWith("Drivers/Test", StringComparison.Ordinal) ? "Drivers/Test" : folder.Split('/')[0];
    }

    private static bool IsOutput(string relative) => relative.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj";
}
