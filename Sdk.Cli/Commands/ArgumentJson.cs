using System.Globalization;
using System.Text.Json;
using Virtwire.Sdk.Cli.Discovery;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>
/// Writes the arguments of the command line as JSON values. Only the kind of a value is decided here; whether it is a good one
/// is the daemon's to say, because it knows every constraint.
/// </summary>
internal sealed class ArgumentJson(Utf8JsonWriter writer, ArgumentText source)
{
    /// <summary>Writes one argument as a value of <paramref name="shape"/>.</summary>
    public void Write(string option, ValueShape shape, string argument)
    {
        switch (shape.Kind)
        {
            case ValueKind.Text:
                writer.WriteStringValue(source.Read(option, argument));
                break;
            case ValueKind.Integer:
                writer.WriteRawValue(Number(option, argument, NumberStyles.AllowLeadingSign, "a whole number"));
                break;
            case ValueKind.Number:
                writer.WriteRawValue(Number(option, argument, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, "a number"));
                break;
            case ValueKind.Flag:
                writer.WriteBooleanValue(Flag(option, argument));
                break;
            case ValueKind.Bytes:
                writer.WriteBase64StringValue(source.ReadBytes(option, argument));
                break;
            case ValueKind.Handle:
                WriteHandle(option, shape, argument);
                break;
            default:
                WriteJson(option, source.Read(option, argument));
                break;
        }
    }

    private void WriteHandle(string option, ValueShape shape, string argument)
    {
        if (argument.StartsWith('{'))
        {
            WriteJson(option, argument);
            return;
        }

        KeyText.Write(writer, option, shape, argument);
    }

    private void WriteJson(string option, string text)
    {
        try
        {
            // Parsed first: a writer that has begun a value can't take it back.
            JsonElement.Parse(text).WriteTo(writer);
        }
        catch (JsonException failure)
        {
            throw new UsageException($"{option} takes JSON: {failure.Message}");
        }
    }

    private static string Number(string option, string argument, NumberStyles style, string wanted)
    {
        // Sent as it was typed, digits and all; only what JSON writes otherwise is written anew.
        if (IsJsonNumber(argument) && (style.HasFlag(NumberStyles.AllowDecimalPoint) || argument.All(c => char.IsAsciiDigit(c) || c == '-')))
            return argument;
        if (decimal.TryParse(argument, style, CultureInfo.InvariantCulture, out var number))
            return number.ToString(CultureInfo.InvariantCulture);
        throw new UsageException($"{option} takes {wanted}, not '{argument}'.");
    }

    private static bool IsJsonNumber(string text)
    {
        try
        {
            return JsonElement.Parse(text).ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Flag(string option, string argument) => argument switch
    {
        "true" => true,
        "false" => false,
        _ => throw new UsageException($"{option} takes true or false, not '{argument}'."),
    };
}
