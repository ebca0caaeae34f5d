using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>Prints an error that the daemon answered: for people a line and a hint, for programs the error object on one line.</summary>
internal static class ErrorPrinter
{
    /// <summary>Prints <paramref name="error"/> on standard error.</summary>
    public static void Print(HostException error, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
        {
            output.WriteLine(ToJson(error.ToPayload()));
            return;
        }

        output.WriteLine($"error {error.ErrorName ?? "without a name"} ({error.Code}): {TextTable.Printable(error.Message)}");
        if (!string.IsNullOrEmpty(error.Hint))
            output.WriteLine($"hint: {TextTable.Printable(error.Hint)}");
    }

    private static string ToJson(ErrorPayload payload)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WireFormat.WriterOptions))
            ErrorPayload.WriteWire(writer, payload);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
