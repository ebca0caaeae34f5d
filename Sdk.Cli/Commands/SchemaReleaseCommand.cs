using System.CommandLine;
using System.Text;
using Virtwire.Sdk.Schema.Canonical;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire schema release</c>: writes the baselines that later versions are compared with.</summary>
internal sealed class SchemaReleaseCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "the folder of baselines; made where it is not there" };

    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "the documents; those of the folder schema/ when none is named",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public SchemaReleaseCommand() =>
        Command = new Command("release", "Writes each namespace in its canonical form into a folder of baselines: DIR/<namespace>-<version>.json.") { _folder, _files };

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>Writes; a baseline that is there already is never written again.</summary>
    public int Run(ParseResult parsed, ToolConsole console)
    {
        var files = SchemaFiles.Read(parsed.GetValue(_files)!);
        var documents = SchemaFiles.Models(files);
        var linked = SchemaFiles.Link(documents);
        if (linked.Schema is not { } schema || documents.Count < files.Count)
            throw new UsageException("The documents have errors. See them: virtwire schema check");
        var folder = parsed.GetValue(_folder)!;
        var exitCode = ExitCodes.Success;
        foreach (var ns in schema.Namespaces.Where(n => documents.Exists(d => d.Namespace == n.Name)))
        {
            var path = Path.Combine(folder, $"{ns.Name}-{ns.Version}.json");
            if (Write(folder, path, CanonicalWriter.Write(ns)))
            {
                console.Output.WriteLine(path);
                continue;
            }

            console.Error.WriteLine($"'{path}' was released otherwise. What was released is not changed: raise the version of '{ns.Name}'.");
            exitCode = ExitCodes.ErrorReply;
        }

        return exitCode;
    }

    // Whether the file now says that: written, or there already.
    private static bool Write(string folder, string path, string text)
    {
        try
        {
            if (File.Exists(path))
                return File.ReadAllText(path) == text;
            Directory.CreateDirectory(folder);
            using var file = new FileStream(path, FileMode.CreateNew);
            file.Write(Encoding.UTF8.GetBytes(text));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Can't write '{path}': {failure.Message}");
        }
    }
}
