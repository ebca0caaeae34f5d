using System.CommandLine;
using Virtwire.Sdk.Cli.Commands;
using Virtwire.Sdk.Cli.Discovery;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Completion;

/// <summary>What can be typed next: commands, options, their values, and names of objects that the daemon has.</summary>
/// <param name="tree">The commands.</param>
/// <param name="objects">Finds names of objects.</param>
internal sealed class Completer(CommandTree tree, ObjectNames objects)
{
    /// <summary>The candidates for a word.</summary>
    /// <param name="before">The words before it.</param>
    /// <param name="current">As much of it as has been typed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Candidate>> CompleteAsync(IReadOnlyList<string> before, string current, CancellationToken cancellationToken)
    {
        var place = Place.After(before, tree.Root);
        if (place.Open is { } option)
            return await ValuesAsync(option, place, current, cancellationToken);
        if (current.StartsWith('-'))
            return Matching(Options(place), current);
        if (place.Command.Subcommands.Count > 0)
            return place.Arguments > 0 ? [] : Matching(place.Command.Subcommands.Where(c => !c.Hidden).SelectMany(Words), current);
        if (place.Arguments == 0 && tree.Find(place.Command)?.Method.Receiver is { } receiver)
            return await objects.FindAsync(receiver, current, cancellationToken);
        return [];
    }

    private static IEnumerable<Candidate> Words(Command command) =>
        command.Aliases.Prepend(command.Name).Select(word => new Candidate(word, FirstLine(command.Description)));

    private IEnumerable<Candidate> Options(Place place) => place.Command.Options.Concat(tree.Root.Options.Where(o => o.Recursive))
        .Distinct()
        .Where(option => !option.Hidden && (!place.Given.Contains(option) || IsList(place, option)))
        .Select(option => new Candidate(option.Name, FirstLine(option.Description)));

    private async Task<IReadOnlyList<Candidate>> ValuesAsync(Option option, Place place, string current, CancellationToken cancellationToken)
    {
        if (option.Name == "--output")
            return Matching(OutputFormats.Words.Select(word => new Candidate(word)), current);
        if (place.Command.Name == EventsCommand.Word)
            return Matching(objects.Api.Resources.Where(_ => option.Name == "--resource").Select(r => new Candidate(r.Word, FirstLine(r.Doc))), current);
        if (tree.Find(place.Command)?.Find(option.Name) is not { } parameter)
            return [];
        var shape = parameter.Shape.Element ?? parameter.Shape;
        return shape.Kind == ValueKind.Handle
            ? await objects.FindAsync(shape, current, cancellationToken)
            : Matching(shape.Values.Select(value => new Candidate(value)), current);
    }

    private bool IsList(Place place, Option option) => tree.Find(place.Command)?.Find(option.Name)?.Shape.Kind == ValueKind.List;

    private static List<Candidate> Matching(IEnumerable<Candidate> candidates, string current) =>
        [.. candidates.Where(c => c.Text.StartsWith(current, StringComparison.Ordinal)).DistinctBy(c => c.Text).OrderBy(c => c.Text, StringComparer.Ordinal)];

    private static string FirstLine(string? text) => text?.Split('\n')[0] ?? "";

    /// <summary>Where a word stands.</summary>
    /// <param name="Command">The command that it belongs to.</param>
    /// <param name="Open">The option whose value it is; null for none.</param>
    /// <param name="Arguments">How many arguments come before it.</param>
    /// <param name="Given">The options before it.</param>
    private sealed record Place(Command Command, Option? Open, int Arguments, HashSet<Option> Given)
    {
        public static Place After(IReadOnlyList<string> words, RootCommand root)
        {
            Command command = root;
            Option? open = null;
            var arguments = 0;
            var given = new HashSet<Option>();
            foreach (var word in words)
            {
                if (open is not null)
                {
                    open = null;
                    continue;
                }

                if (word.StartsWith('-'))
                {
                    var equals = word.IndexOf('=', StringComparison.Ordinal);
                    var option = Find(command, root, equals < 0 ? word : word[..equals]);
                    if (option is null)
                        continue;
                    given.Add(option);
                    open = equals < 0 && option.ValueType != typeof(bool) ? option : null;
                }
                else if (command.Subcommands.FirstOrDefault(c => c.Name == word || c.Aliases.Contains(word)) is { } below)
                    command = below;
                else
                    arguments++;
            }

            return new Place(command, open, arguments, given);
        }

        private static Option? Find(Command command, RootCommand root, string word) =>
            command.Options.Concat(root.Options).FirstOrDefault(o => o.Name == word || o.Aliases.Contains(word));
    }
}

/// <summary>Something that can be typed.</summary>
/// <param name="Text">The word.</param>
/// <param name="Doc">What it means; empty where nothing is said.</param>
internal sealed record Candidate(string Text, string Doc = "")
{
    /// <summary>Whether more follows in the same word: <c>pool/</c>.</summary>
    public bool IsOpen => Text.EndsWith('/');
}
