using System.CommandLine;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Hosts;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test;
using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire serve</c>: runs the daemon until a signal ends it.</summary>
internal sealed class ServeCommand
{
    private readonly Option<string[]> _listen = new("--listen")
    {
        HelpName = "ENDPOINT",
        Description = "where to listen: unix:///path, tcp://127.0.0.1:port or tls://0.0.0.0:port; can be repeated; default: the default socket",
    };

    private readonly Option<string[]> _driver = new("--driver")
    {
        HelpName = "URI",
        Description = $"a driver to serve; the first serves those who ask for none; can be repeated; default: {TestDriver.DefaultUri}",
    };

    private readonly Option<string> _anonymous = new("--anonymous")
    {
        HelpName = "read|operate|admin",
        Description = "what peers on loopback TCP may do; default: read",
    };

    private readonly Option<string[]> _disable = new("--disable")
    {
        HelpName = "BINDING",
        Description = $"a binding to switch off: {string.Join(", ", VirtwireServerOptions.Bindings)}; can be repeated",
    };

    private readonly Option<string?> _state = new("--state")
    {
        HelpName = "DIR",
        Description = "a directory for definitions and tasks, which then outlive the daemon; default: they end with it",
    };

    private readonly Option<string?> _certificate = new("--cert") { HelpName = "FILE", Description = "the server's certificate for tls:// endpoints, and its chain, in PEM" };

    private readonly Option<string?> _key = new("--key") { HelpName = "FILE", Description = "the certificate's private key in PEM" };

    private readonly Option<string?> _authority = new("--client-ca")
    {
        HelpName = "FILE",
        Description = "the authorities that vouch for clients, in PEM; default: clients are asked for no certificate",
    };

    private readonly Option<string?> _policy = new("--policy")
    {
        HelpName = "FILE",
        Description = "who may do what: roles of users, groups, certificates, tokens and single methods; read at start",
    };

    // Words of the command line's contract. Whoever gives one relies on it, so it must not be passed over.
    private readonly Option<string[]>[] _notServed =
        [.. new[] { "--plugin" }.Select(name => new Option<string[]>(name) { Hidden = true })];

    public ServeCommand()
    {
        _anonymous.AcceptOnlyFromAmong("read", "operate", "admin");
        Command = new Command("serve", "Runs the daemon. Prints 'ready ENDPOINT' for each endpoint once it accepts.")
        {
            _listen, _driver, _state, _certificate, _key, _authority, _policy, _anonymous, _disable,
        };
        foreach (var option in _notServed)
            Command.Options.Add(option);
    }

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>Serves until <paramref name="stop"/>; then lets the calls under way finish.</summary>
    public async Task<int> RunAsync(ParseResult parsed, ToolConsole console, CancellationToken stop)
    {
        var levels = new LogLevelSwitch(LogLevel.Warning);
        using var loggers = LoggerFactory.Create(logging => logging
            .AddConsole(log => log.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Trace)
            .AddFilter(levels.IsEnabled)

            // Who changed what is written down whatever else is.
            .AddFilter("Virtwire.Audit", LogLevel.Information));
        await using var server = Server(parsed, loggers, levels);
        try
        {
            await server.StartAsync(stop);
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            throw new UsageException(wrong.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(failure.Message);
            return ExitCodes.ErrorReply;
        }

        foreach (var endpoint in server.Endpoints)
            console.Output.WriteLine($"ready {endpoint}");
        await console.Output.FlushAsync(CancellationToken.None);
        await UntilAsync(stop);
        return ExitCodes.Success;
    }

    private VirtwireServer Server(ParseResult parsed, ILoggerFactory loggers, LogLevelSwitch levels)
    {
        if (_notServed.FirstOrDefault(o => parsed.GetResult(o) is not null) is { } option)
            throw new UsageException($"This version of virtwire has no {option.Name} yet. It does not start without what you rely on.");
        var options = new VirtwireServerOptions { LoggerFactory = loggers, LogLevel = levels, Anonymous = Role(parsed.GetValue(_anonymous)), StateDirectory = parsed.GetValue(_state) };
        options.Tls = Tls(parsed);
        options.PolicyFile = parsed.GetValue(_policy);
        foreach (var endpoint in parsed.GetValue(_listen) is { Length: > 0 } endpoints ? endpoints : [DefaultEndpoint()])
            options.Endpoints.Add(endpoint);
        options.DisabledBindings.UnionWith(parsed.GetValue(_disable) ?? []);
        try
        {
            foreach (var uri in parsed.GetValue(_driver) is { Length: > 0 } drivers ? drivers : [TestDriver.DefaultUri])
                options.AddDriver(uri);
        }
        catch (InvalidOperationException wrong)
        {
            throw new UsageException(wrong.Message);
        }

        return new VirtwireServer(options);
    }

    private ServerTlsOptions? Tls(ParseResult parsed) => (parsed.GetValue(_certificate), parsed.GetValue(_key), parsed.GetValue(_authority)) switch
    {
        (null, null, null) => null,
        ({ } certificate, { } key, var authority) => new ServerTlsOptions { CertificateFile = certificate, KeyFile = key, ClientAuthorityFile = authority },
        _ => throw new UsageException("--cert and --key belong together, and --client-ca goes with both."),
    };

    private static string DefaultEndpoint()
    {
        var path = DaemonSocket.DefaultPath()
            ?? throw new UsageException("XDG_RUNTIME_DIR is not set, so there is no default socket. Say where to listen: --listen unix:///path");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return "unix://" + path;
    }

    private static SessionRole Role(string? word) => word switch
    {
        "operate" => SessionRole.Operate,
        "admin" => SessionRole.Admin,
        _ => SessionRole.Read,
    };

    private static async Task UntilAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
