using System.CommandLine;
using Virtwire.Sdk.Cli.Output;
using Virtwire.Sdk.Schema.Compatibility;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire schema check</c>: reads and links schema documents, and prints what is wrong with them as a compiler would.</summary>
internal sealed class SchemaCheckCommand
{
    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "the documents; those of the folder schema/ when none is named",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        HelpName = "DIR",
        Description = "compare with what was released: the canonical documents in this folder",
    };

    public SchemaCheckCommand() =>
        Command = new Command("check", "Reads and links schema documents, and prints findings with file, line and column.") { _files, _baseline };

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>Checks; exit code 1 when there is an error among the findings.</summary>
    public int Run(ParseResult parsed, OutputFormat format, ToolConsole console)
    {
        var files = SchemaFiles.Read(parsed.GetValue(_files)!);
        var documents = SchemaFiles.Models(files);
        var linked = SchemaFiles.Link(documents);
        var broken = parsed.GetValue(_baseline) is { } folder ? Compare(folder, linked, documents, console) : [];
        var findings = files.SelectMany(f => f.Document.Diagnostics)
            .Concat(linked.Diagnostics.Where(d => files.Exists(f => f.Path == d.Document)))
            .Concat(broken)
            .Distinct()
            .Select(d => new SchemaFinding(d, files.First(f => f.Path == d.Document).Document.Positions.Find(d)))
            .OrderBy(f => f.Diagnostic.Document, StringComparer.Ordinal).ThenBy(f => f.Place.Start)
            .ToList();
        FindingPrinter.Print(findings, files.Count, format, console);
        return findings.Exists(f => f.Diagnostic.Severity == SchemaSeverity.Error) ? ExitCodes.ErrorReply : ExitCodes.Success;
    }

    // What was not compared is said, so that nobody takes it for compatible.
    private static EquatableArray<SchemaDiagnostic> Compare(string folder, LinkResult linked, List<DocumentModel> documents, ToolConsole console)
    {
        var baselines = SchemaBaselines.Read(folder, documents);
        if (linked.Schema is not { } schema)
        {
            console.Error.WriteLine("There are errors, so nothing was compared with what was released.");
            return [];
        }

        foreach (var (baseline, why) in baselines.Select(b => (b, Why: SchemaComparer.WhyNotCompared(b, schema, documents))).Where(b => b.Why is not null))
            console.Error.WriteLine($"{baseline} was not compared: {why}.");
        if (baselines.Count == 0)
            console.Error.WriteLine($"'{folder}' has no baseline: nothing has been released, so nothing can break.");
        return SchemaComparer.Compare(schema, documents, baselines);
    }
}
