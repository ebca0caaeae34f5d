using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.Json;
using Virtwire.Sdk.Cli.Discovery;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>The help of a command; of a method with its whole description, its examples as one would type them, and its errors.</summary>
internal sealed class MethodHelp(HelpAction inner, CommandTree tree) : SynchronousCommandLineAction
{
    /// <summary>The width that help is folded to, the same on every terminal.</summary>
    public const int Width = 110;

    // A document in an example would fill the screen; it is shown as the file that it would be.
    private const int LongestExample = 60;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        if (tree.Find(command) is not { } found)
            return inner.Invoke(parseResult);
        command.Description = found.Method.Doc;
        var result = inner.Invoke(parseResult);
        WriteSection(output, "Examples:", found.Method.Examples.Select(e => Example(CommandTree.PathOf(command), found.Method, e)));
        WriteSection(output, "Errors:", found.Method.Errors.Select(e => $"{e.Name} ({e.Code})"));
        output.WriteLine($"On the wire: {found.Method.Name}");
        return result;
    }

    private static void WriteSection(TextWriter output, string title, IEnumerable<string> lines)
    {
        var all = lines.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count == 0)
            return;
        output.WriteLine(title);
        foreach (var line in all)
            output.WriteLine("  " + line);
        output.WriteLine();
    }

    private static string Example(string path, DiscoveredMethod method, JsonElement parameters)
    {
        var words = new List<string> { path };
        if (parameters.TryGetProperty("self", out var self))
            words.Add(Quoted(HandleText.Of(self)));
        foreach (var parameter in method.Parameters)
        {
            if (!parameters.TryGetProperty(parameter.Name, out var value))
                continue;
            var values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
            words.AddRange(values.Select(v => v.ValueKind == JsonValueKind.True ? parameter.Option : $"{parameter.Option} {Value(parameter, v)}"));
        }

        return string.Join(' ', words);
    }

    private static string Value(DiscoveredParameter parameter, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : IsHandle(parameter) ? HandleText.Of(value) : value.GetRawText();
        return text.Length > LongestExample || text.StartsWith('<') ? $"@{parameter.Name}.{Extension(text)}" : Quoted(text);
    }

    private static string Extension(string text) => text[0] switch
    {
        '<' => "xml",
        '{' or '[' => "json",
        _ => "txt",
    };

    private static bool IsHandle(DiscoveredParameter parameter) => (parameter.Shape.Element ?? parameter.Shape).Kind == ValueKind.Handle;

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || "-_./:@".Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
