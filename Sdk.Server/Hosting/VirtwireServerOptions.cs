using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Virtwire.Sdk.Server.Drivers;
using Virtwire.Sdk.Server.Drivers.Test;

namespace Virtwire.Sdk.Server.Hosting;

/// <summary>What a server serves, where, and to whom.</summary>
public sealed class VirtwireServerOptions
{
    private readonly Dictionary<string, DriverDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly List<string> _drivers = [];
    private readonly Dictionary<string, DriverParameters> _parameters = new(StringComparer.Ordinal);
    private readonly List<(string Scheme, Func<DriverContext, IReadOnlyList<ResourceDriver>> Factory)> _additions = [];

    /// <summary>Options of a server that knows the embedded test driver, and serves none yet.</summary>
    public VirtwireServerOptions() => Define(TestDriver.Definition);

    /// <summary>
    /// Where it listens: <c>unix:///path</c>, <c>tcp://127.0.0.1:port</c>, <c>tls://0.0.0.0:port</c>. With none it serves its own process only.
    /// </summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>What peers on loopback TCP may do, of whom nothing is known.</summary>
    public SessionRole Anonymous { get; set; } = SessionRole.Read;

    /// <summary>What other users may do who can open the unix socket. The server's own user and root are always admin.</summary>
    public SessionRole OtherUsers { get; set; } = SessionRole.None;

    /// <summary>Whether the unix socket's group may open it (0660) or the server's own user only (0600).</summary>
    public bool GroupSocket { get; set; }

    /// <summary>What <c>tls://</c> endpoints prove themselves with, and whom they trust; null where there is none of them.</summary>
    public ServerTlsOptions? Tls { get; set; }

    /// <summary>
    /// A file that says who may do what: the roles of users, groups, certificates and tokens, and of single methods. Read when the server starts;
    /// docs/identity.md has its form. Null where the properties here say all.
    /// </summary>
    public string? PolicyFile { get; set; }

    /// <summary>The names of all bindings.</summary>
    public static IReadOnlyList<string> Bindings => EnabledBindings.Names;

    /// <summary>The names of bindings that are switched off, of <see cref="Bindings"/>.</summary>
    public ISet<string> DisabledBindings { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What callers may use at most.</summary>
    public ServerLimits Limits { get; set; } = new();

    /// <summary>
    /// How long a connection's reader looks for the next bytes before it waits to be woken for them; zero, the default, not to. Some 50 µs
    /// make clients who wait for one answer after the other several times as fast, for a processor that is busy meanwhile. It adapts:
    /// where looking is in vain it is seldom done, and with one processor never. At most 1 ms.
    /// </summary>
    public TimeSpan Spin { get; set; }

    /// <summary>The shortest interval of heart-beats that the server agrees to with a STOMP client, in either direction.</summary>
    public TimeSpan ShortestHeartBeat { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much of the agreed time the heart-beats of a STOMP client may be late before it is taken for dead: 0.1 for a tenth.</summary>
    public double HeartBeatGrace { get; set; } = 0.1;

    /// <summary>
    /// A directory for what must outlive the server: definitions, tasks, its identity; made where it is not there. One server at a time has it.
    /// Null when nothing shall be kept.
    /// </summary>
    public string? StateDirectory { get; set; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where it logs.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>
    /// What <c>Admin.setLogLevel</c> changes, such as a <see cref="LogLevelSwitch"/> that the loggers ask; null, the default, where the
    /// level is not the server's to change, and the method is refused.
    /// </summary>
    public ILogLevelSwitch? LogLevel { get; set; }

    internal IReadOnlyDictionary<string, DriverDefinition> Definitions => _definitions;

    internal IReadOnlyList<string> Drivers => _drivers;

    internal IReadOnlyDictionary<string, DriverParameters> Parameters => _parameters;

    internal IReadOnlyList<(string Scheme, Func<DriverContext, IReadOnlyList<ResourceDriver>> Factory)> Additions => _additions;

    /// <summary>Makes a kind of driver known, without serving one.</summary>
    /// <exception cref="InvalidOperationException">The scheme is known already.</exception>
    public VirtwireServerOptions Define(DriverDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (!_definitions.TryAdd(definition.Scheme, definition))
            throw new InvalidOperationException($"There is a driver for the scheme '{definition.Scheme}' already.");
        return this;
    }

    /// <summary>Serves a driver of a known kind. The first that is added is the one of sessions that ask for none.</summary>
    /// <param name="uri">
    /// Its URI: <c>test:///default</c>. Behind a question mark stand parameters of the driver, which are no part of the URI that connections
    /// ask for: <c>test:///default?seed=7</c>.
    /// </param>
    /// <exception cref="InvalidOperationException">No driver of that scheme is known, it has no such parameter, or the URI is served already.</exception>
    public VirtwireServerOptions AddDriver(string uri)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        var scheme = DriverUri.SchemeOf(uri);
        if (!_definitions.TryGetValue(scheme, out var definition))
        {
            throw new InvalidOperationException(
                $"No driver serves the scheme '{scheme}' of '{uri}'. Known are: {string.Join(", ", _definitions.Keys.Order(StringComparer.Ordinal))}.");
        }

        var normal = DriverUri.Normalize(uri);
        if (_drivers.Contains(normal))
            throw new InvalidOperationException($"The driver '{normal}' was added twice.");
        _parameters[normal] = DriverParameters.Parse(uri, definition.Parameters);
        _drivers.Add(normal);
        return this;
    }

    /// <summary>Defines a driver and serves it.</summary>
    /// <param name="uri">Its URI, or only its scheme: <c>acme</c> is served as <c>acme:///</c>.</param>
    /// <param name="factory">Makes its resources.</param>
    public VirtwireServerOptions AddDriver(string uri, Func<DriverContext, IReadOnlyList<ResourceDriver>> factory) =>
        Define(new DriverDefinition(DriverUri.SchemeOf(uri), factory)).AddDriver(uri);

    /// <summary>Adds resources of a vendor to every driver of a scheme.</summary>
    /// <param name="scheme">The scheme: <c>test</c>.</param>
    /// <param name="factory">Makes the resources, once for each driver.</param>
    public VirtwireServerOptions AddResources(string scheme, Func<DriverContext, IReadOnlyList<ResourceDriver>> factory)
    {
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        ArgumentNullException.ThrowIfNull(factory);
        _additions.Add((scheme, factory));
        return this;
    }
}
