using System.Text;
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

    private static string ToJson(ErrorPayload payload) => Encoding.UTF8.GetString(WireValue.ToBytes<ErrorPayload, ErrorPayload>(payload));
}
