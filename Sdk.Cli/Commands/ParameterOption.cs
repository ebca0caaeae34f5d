using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Virtwire.Sdk.Cli.Discovery;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>A parameter of a method as an option: a flag for a boolean, repeatable for a list, one value for all else.</summary>
internal sealed class ParameterOption
{
    // A longer choice makes the help's first column wider than the screen; it then stands in the description.
    private const int LongestChoice = 40;

    private readonly DiscoveredParameter _parameter;
    private readonly Option<bool>? _flag;
    private readonly Option<string[]>? _text;

    public ParameterOption(DiscoveredParameter parameter)
    {
        _parameter = parameter;
        if (parameter.Shape.Kind == ValueKind.Flag)
            _flag = new Option<bool>(parameter.Option);
        else
            _text = new Option<string[]>(parameter.Option) { HelpName = HelpName(Item) };
        Option.Description = Describe(parameter);
        Option.Required = parameter.Required;
        Option.CompletionSources.Add([.. Item.Values]);
        Option.Validators.Add(RefuseOptionsAsValues);
        if (parameter.Shape.Kind != ValueKind.List)
            Option.Validators.Add(RefuseASecondValue);
    }

    /// <summary>The option.</summary>
    public Option Option => (Option?)_flag ?? _text!;

    private ValueShape Item => _parameter.Shape.Kind == ValueKind.List ? _parameter.Shape.Element! : _parameter.Shape;

    /// <summary>Writes the parameter's member where the option was given.</summary>
    public void Write(ParseResult parsed, Utf8JsonWriter writer, ArgumentJson arguments)
    {
        if (parsed.GetResult(Option) is not { Implicit: false })
            return;
        writer.WritePropertyName(_parameter.Name);
        if (_flag is not null)
            writer.WriteBooleanValue(parsed.GetValue(_flag));
        else if (_parameter.Shape.Kind == ValueKind.List)
            WriteList(parsed.GetValue(_text!)!, writer, arguments);
        else
            arguments.Write(_parameter.Option, _parameter.Shape, parsed.GetValue(_text!)![0]);
    }

    private void WriteList(string[] values, Utf8JsonWriter writer, ArgumentJson arguments)
    {
        writer.WriteStartArray();
        foreach (var value in values)
            arguments.Write(_parameter.Option, Item, value);
        writer.WriteEndArray();
    }

    // A forgotten value would otherwise take the next option as its own.
    private static void RefuseOptionsAsValues(OptionResult result)
    {
        if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith("--", StringComparison.Ordinal)) is { } token)
            result.AddError($"{result.IdentifierToken?.Value ?? result.Option.Name} needs a value before {token.Value}.");
    }

    private static void RefuseASecondValue(OptionResult result)
    {
        if (result.IdentifierTokenCount > 1)
            result.AddError($"{result.Option.Name} is given more than once.");
    }

    /// <summary>What stands for a value in the help.</summary>
    public static string HelpName(ValueShape shape)
    {
        var choice = string.Join('|', shape.Values);
        return shape.Kind switch
        {
            _ when choice.Length is > 0 and <= LongestChoice => choice,
            ValueKind.Integer or ValueKind.Number => shape.Unit is { } unit ? $"number of {unit}" : "number",
            ValueKind.Bytes => "bytes",
            ValueKind.Handle => string.Join('|', KeyText.Forms(shape)),
            ValueKind.Json => "json",
            _ => "text",
        };
    }

    private static string Describe(DiscoveredParameter parameter)
    {
        var item = parameter.Shape.Kind == ValueKind.List ? parameter.Shape.Element! : parameter.Shape;
        var words = new List<string>();
        if (parameter.Doc.Length > 0)
            words.Add(parameter.Doc);
        if (item.Values.Count > 0 && HelpName(item) == "text")
            words.Add("One of " + string.Join(", ", item.Values) + ".");
        if (item.Members.Count > 0)
            words.Add("An object of " + string.Join(", ", item.Members) + ".");
        if (parameter.Shape.Kind == ValueKind.List)
            words.Add("Can be repeated.");
        if (parameter.Shape.Default is { } value && value != "false")
            words.Add($"Default: {value.Trim('"')}.");
        return string.Join(' ', words);
    }
}
