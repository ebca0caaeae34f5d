using System.CommandLine;
using System.Globalization;
using Virtwire.Sdk.Cli.Output;
using Virtwire.Sdk.Server;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire token create</c>: makes a token, and the line by which a daemon's policy file knows it.</summary>
internal sealed class TokenCreateCommand
{
    private readonly Option<string> _role = new("--role") { HelpName = "read|operate|admin", Description = "what its holder may do; default: read" };

    private readonly Option<string?> _id = new("--id") { HelpName = "ID", Description = "its name in logs; default: a random one" };

    private readonly Option<string?> _expires = new("--expires")
    {
        HelpName = "TIME",
        Description = "when it ends, such as 2030-12-31 or 2030-12-31T12:00:00Z; default: never",
    };

    public TokenCreateCommand()
    {
        _role.AcceptOnlyFromAmong("read", "operate", "admin");
        Command = new Command("create", "Prints a new token, which is seen this once, and the entry of the policy file for it.") { _role, _id, _expires };
    }

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>Makes and prints one. Nothing is kept.</summary>
    public int Run(ParseResult parsed, OutputFormat format, ToolConsole console)
    {
        var token = Create(RoleOf(parsed.GetValue(_role)), parsed.GetValue(_id), TimeOf(parsed.GetValue(_expires)));
        if (format == OutputFormat.Json)
        {
            // A token holds nothing that JSON would have to escape.
            console.Output.WriteLine($$"""{"token":"{{token.Secret}}","policy":{{token.PolicyEntry}}}""");
            return ExitCodes.Success;
        }

        console.Output.WriteLine(token.Secret);
        console.Output.WriteLine(token.PolicyEntry);
        if (console.ErrorIsTerminal)
            console.Error.WriteLine("The first line is the token: give it to its holder, it is not shown again. The second goes into \"tokens\" of the policy file.");
        return ExitCodes.Success;
    }

    private static AccessToken Create(SessionRole role, string? id, DateTimeOffset? expires)
    {
        try
        {
            return AccessToken.Create(role, id, expires);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"'{id}' is no name for a token: it must be 1 to 64 letters, digits, '-' and '.'.");
        }
    }

    private static DateTimeOffset? TimeOf(string? text)
    {
        if (text is null)
            return null;
        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new UsageException($"'{text}' is no time. Write --expires 2030-12-31 or 2030-12-31T12:00:00Z.");
    }

    private static SessionRole RoleOf(string? word) => word switch
    {
        "operate" => SessionRole.Operate,
        "admin" => SessionRole.Admin,
        _ => SessionRole.Read,
    };
}
