using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Text;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>A finding with its place.</summary>
internal sealed record SchemaFinding(SchemaDiagnostic Diagnostic, TextSpan Place);

/// <summary>Prints findings as a compiler does, so that editors and build logs link to the place; or as one JSON object.</summary>
internal static class FindingPrinter
{
    /// <summary>Prints all findings.</summary>
    public static void Print(IReadOnlyList<SchemaFinding> findings, int documents, OutputFormat format, ToolConsole console)
    {
        if (format == OutputFormat.Json)
        {
            console.Output.WriteLine(ToJson(findings));
            return;
        }

        foreach (var (diagnostic, place) in findings)
            console.Output.WriteLine($"{diagnostic.Document}({place.Line},{place.Column}): {Severity(diagnostic)} {diagnostic.Id}: {diagnostic.Message}");
        console.Error.WriteLine($"{documents} documents, {findings.Count} findings.");
    }

    private static string Severity(SchemaDiagnostic diagnostic) => diagnostic.Severity == SchemaSeverity.Error ? "error" : "warning";

    private static string ToJson(IReadOnlyList<SchemaFinding> findings)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WireFormat.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("findings");
            foreach (var (diagnostic, place) in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("document", diagnostic.Document);
                writer.WriteNumber("line", place.Line);
                writer.WriteNumber("column", place.Column);
                writer.WriteString("severity", Severity(diagnostic));
                writer.WriteString("id", diagnostic.Id);
                writer.WriteString("message", diagnostic.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
