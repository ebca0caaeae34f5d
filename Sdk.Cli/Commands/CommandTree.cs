using System.CommandLine;
using System.CommandLine.Help;
using Virtwire.Sdk.Cli.Discovery;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>All commands: those of the tool itself, and those of a daemon.</summary>
internal sealed class CommandTree
{
    private readonly HashSet<Command> _resources = [];
    private readonly Dictionary<Command, MethodCommand> _methods = [];

    public CommandTree(GlobalOptions globals, IEnumerable<Command> fixedCommands)
    {
        Root = new RootCommand("Manages virtualization hosts: runs a daemon, and calls every method of one.");
        globals.AddTo(Root);
        foreach (var command in fixedCommands)
            Root.Subcommands.Add(command);
        foreach (var help in Root.Options.OfType<HelpOption>())
            help.Action = new MethodHelp(new HelpAction { MaxWidth = MethodHelp.Width }, this);
    }

    /// <summary>The root of the tree.</summary>
    public RootCommand Root { get; }

    /// <summary>Adds a command for each resource and, below it, for each method of <paramref name="api"/> that is not there yet; false when all are.</summary>
    public bool Add(DiscoveredApi api)
    {
        var before = _methods.Count;
        foreach (var resource in api.Resources)
        {
            // The tool's own words win: what they hide can still be reached with call.
            var command = Root.Subcommands.FirstOrDefault(c => c.Name == resource.Word);
            if (command is not null && !_resources.Contains(command))
                continue;
            foreach (var method in resource.Methods.Where(m => MethodAliases.IsCommand(m.Name)))
            {
                command ??= AddResource(resource);
                if (command.Subcommands.All(c => c.Name != method.Word))
                    AddMethod(command, new MethodCommand(method));
            }
        }

        return _methods.Count > before;
    }

    /// <summary>The method behind a command, or null.</summary>
    public MethodCommand? Find(Command command) => _methods.GetValueOrDefault(command);

    private Command AddResource(DiscoveredResource resource)
    {
        var command = new Command(resource.Word, resource.Doc);
        _resources.Add(command);
        Root.Subcommands.Add(command);
        return command;
    }

    private void AddMethod(Command resource, MethodCommand method)
    {
        _methods.Add(method.Command, method);
        resource.Subcommands.Add(method.Command);
    }

    /// <summary>The words that lead to a command: <c>virtwire domain list</c>.</summary>
    public static string PathOf(Command command)
    {
        var words = new Stack<string>();
        for (Symbol? at = command; at is Command; at = at.Parents.FirstOrDefault())
            words.Push(at is RootCommand ? "virtwire" : at.Name);
        return string.Join(' ', words);
    }
}
