using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Virtwire.Sdk.Cli.Discovery;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>The object that an instance method is called on: the argument KEY, sent as <c>self</c>.</summary>
internal sealed class ReceiverArgument
{
    private readonly ValueShape _shape;

    public ReceiverArgument(ValueShape shape)
    {
        _shape = shape;
        Argument = new Argument<string>("KEY") { Description = Describe(shape) };
        Argument.Validators.Add(RefuseOptions);
    }

    /// <summary>What it takes.</summary>
    public ValueShape Shape => _shape;

    /// <summary>The argument.</summary>
    public Argument<string> Argument { get; }

    /// <summary>Writes the member <c>self</c>.</summary>
    public void Write(ParseResult parsed, Utf8JsonWriter writer, ArgumentJson arguments)
    {
        writer.WritePropertyName("self");
        arguments.Write("KEY", _shape, parsed.GetValue(Argument)!);
    }

    // A misspelt option must never become the name of what is destroyed.
    private static void RefuseOptions(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: ['-', ..] } token])
            result.AddError($"There is no option {token.Value} here.");
    }

    private static string Describe(ValueShape shape) => KeyText.Forms(shape).ToList() switch
    {
        [] => "which one: the identity as a JSON object",
        [var only] => "which one: its " + only,
        var forms => $"which one: its {string.Join(" or ", forms)} ({shape.Keys.FirstOrDefault("name")}:… says which, where it could be either)",
    };
}
