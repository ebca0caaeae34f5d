using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>Prints an error that the daemon answered: for people a line, and one more for each thing that helps; for programs the error object on one line.</summary>
internal static class ErrorPrinter
{
    private const string Red = "\e[1;31m";
    private const string Plain = "\e[0m";

    /// <summary>Prints <paramref name="error"/> on standard error.</summary>
    public static void Print(HostException error, OutputFormat format, ToolConsole console)
    {
        var output = console.Error;
        if (format == OutputFormat.Json)
        {
            output.WriteLine(ToJson(error.ToPayload()));
            return;
        }

        var label = console.ColorsErrors ? $"{Red}error{Plain}" : "error";
        output.WriteLine($"{label} {error.ErrorName ?? "without a name"} ({error.Code}): {TextTable.Printable(error.Message)}");
        Line(output, "object", error.Subject is { } subject ? HandleText.Of(subject) : null);
        Line(output, "details", Details(error.Details));
        Line(output, "cause", error.InnerException?.Message);
        Line(output, "hint", error.Hint);
    }

    private static void Line(TextWriter output, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            output.WriteLine($"{label}: {TextTable.Printable(text)}");
    }

    private static string? Details(JsonElement? details) => details is { ValueKind: JsonValueKind.Object } members
        ? string.Join(' ', members.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null).Select(m => $"{m.Name}={CellText.Of(m.Value)}"))
        : null;

    private static string ToJson(ErrorPayload payload) => Encoding.UTF8.GetString(WireValue.ToBytes<ErrorPayload, ErrorPayload>(payload));
}
