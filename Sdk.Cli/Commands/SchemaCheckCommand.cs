using System.CommandLine;
using Virtwire.Sdk.Cli.Output;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire schema check</c>: reads and links schema documents, and prints what is wrong with them as a compiler would.</summary>
internal sealed class SchemaCheckCommand
{
    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "the documents; those of the folder schema/ when none is named",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public SchemaCheckCommand()
    {
        Check = new Command("check", "Reads and links schema documents, and prints findings with file, line and column.") { _files };
        Command = new Command("schema", "Works on schema documents.") { Check };
    }

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>The command below it that does the work.</summary>
    public Command Check { get; }

    /// <summary>Checks; exit code 1 when there is an error among the findings.</summary>
    public int Run(ParseResult parsed, OutputFormat format, ToolConsole console)
    {
        var read = Files(parsed.GetValue(_files)!).Select(ReadFile).ToList();
        var findings = read.SelectMany(d => d.Findings)
            .Concat(Link(read.Select(d => d.Document.Model).OfType<DocumentModel>().ToList()).Where(f => read.Exists(d => d.Path == f.Document)))
            .Distinct()
            .Select(f => new SchemaFinding(f, read.First(d => d.Path == f.Document).Document.Positions.Find(f)))
            .OrderBy(f => f.Diagnostic.Document, StringComparer.Ordinal).ThenBy(f => f.Place.Start)
            .ToList();
        FindingPrinter.Print(findings, read.Count, format, console);
        return findings.Exists(f => f.Diagnostic.Severity == SchemaSeverity.Error) ? ExitCodes.ErrorReply : ExitCodes.Success;
    }

    // What the tool knows stands in for the namespaces that the files import but do not hold.
    private static EquatableArray<SchemaDiagnostic> Link(List<DocumentModel> documents)
    {
        var builtIn = BuiltInSchema.Documents.Where(b => !documents.Exists(d => d.Namespace == b.Namespace));
        return Linker.Link([.. documents, .. builtIn]).Diagnostics;
    }

    private static IEnumerable<string> Files(string[] named)
    {
        if (named.Length > 0)
            return named;
        return Directory.Exists("schema")
            ? Directory.EnumerateFiles("schema", "*.json").Order(StringComparer.Ordinal)
            : throw new UsageException("There is no folder schema/ here. Name the documents: virtwire schema check FILES");
    }

    private static (string Path, ReadDocument Document, IEnumerable<SchemaDiagnostic> Findings) ReadFile(string path)
    {
        try
        {
            var document = DocumentReader.Read(path, File.ReadAllText(path));
            return (path, document, document.Diagnostics);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Can't read the document '{path}': {failure.Message}");
        }
    }
}
