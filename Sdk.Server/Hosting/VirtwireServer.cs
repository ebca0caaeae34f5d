using Virtwire.Sdk.Server.Bindings;
using Virtwire.Sdk.Server.Identities;
using Virtwire.Sdk.Server.Listening;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Server.Tasks.Journal;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Hosting;

/// <summary>A server: its drivers, its endpoints, and the connections that come to them. Starts once and stops once.</summary>
public sealed class VirtwireServer : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    private readonly VirtwireServerOptions _options;
    private readonly List<Listener> _listeners = [];
    private readonly SemaphoreSlim _changing = new(1, 1);
    private StateDirectory? _state;
    private TaskJournal? _journal;
    private ServerCore? _core;
    private ConnectionSet? _connections;
    private IReadOnlyList<ConnectionBinding> _bindings = [];
    private TlsHandshake? _tls;
    private bool _stopped;

    /// <summary>A server that has not started.</summary>
    public VirtwireServer(VirtwireServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Where it listens, with the ports that were taken. Empty until it has started.</summary>
    public IReadOnlyList<string> Endpoints => [.. _listeners.Select(l => l.EndPoint)];

    /// <summary>The connections, for tests that look for leaks.</summary>
    internal ConnectionSet Connections => _connections ?? throw NotStarted();

    /// <summary>What all sessions share.</summary>
    internal ServerCore Core => _core ?? throw NotStarted();

    /// <summary>Makes the drivers, listens and begins to accept. Once this returns, connections are served.</summary>
    /// <exception cref="InvalidOperationException">The options contradict each other, or the server has been started before.</exception>
    /// <exception cref="IOException">An endpoint cannot be listened on, or the state directory cannot be used: another server has it, or a file in it is damaged; the policy file holds no policy, or others can write it.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        var isOpening = false;
        try
        {
            if (_core is not null || _stopped)
                throw new InvalidOperationException("The server has been started before.");
            isOpening = true;
            var bindings = EnabledBindings.Of(_options.DisabledBindings);
            var addresses = _options.Endpoints.Select(ListenAddress.Parse).ToList();
            foreach (var address in addresses)
                IdentityPolicy.RequireSafe(address);
            var policy = _options.PolicyFile is { } file ? PolicyFile.Read(file, PeerCredentials.OwnUser) : AccessPolicy.None;
            _tls = TlsHandshake.For(addresses, _options.Tls, _options.LoggerFactory.CreateLogger("Virtwire.Sdk.Server"));
            _state = _options.StateDirectory is { } directory ? StateDirectory.Claim(directory) : null;
            var identity = ServerIdentity.Load(_state);
            _journal = _state?.OpenJournal(_options);
            identity.Registry = DriverAssembly.Make(_options, identity, _state, _journal);
            policy.RequireKnown(identity.Registry.Methods.Select(static m => m.Name));
            _core = new ServerCore(identity, identity.Registry, _options.Limits, _options.TimeProvider, _options.LoggerFactory, policy)
            {
                Spin = _options.Spin,
                LogLevel = _options.LogLevel,
                ShortestHeartBeat = _options.ShortestHeartBeat,
                HeartBeatGrace = _options.HeartBeatGrace,
            };
            _bindings = bindings;
            _connections = new ConnectionSet(_core, bindings);
            _core.Connections = _connections;
            Listen(addresses);
        }
        catch when (isOpening)
        {
            await CloseAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Stops listening, lets calls under way finish, tells tasks to stop, closes all connections. What runs still when the token is cancelled, or after ten seconds, is cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _changing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_stopped)
                return;
            using var limit = new CancellationTokenSource(DrainTime, _options.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await CloseAsync(either.Token).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Opens a connection from within the process, which is admin.</summary>
    /// <param name="uri">What to open: <c>acme:///</c>; null for the server's first driver. A transport in it means nothing here.</param>
    /// <param name="options">How the connection is opened and behaves; null for the usual.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The server does not run.</exception>
    /// <exception cref="HostException">The server refuses the connection.</exception>
    public ValueTask<HostConnection> ConnectAsync(
        string? uri = null, HostConnectionOptions? options = null, CancellationToken cancellationToken = default) => HostConnection.OpenAsync(
        ConnectionUri.Parse(uri ?? Core.Registry.Drivers[0].Uri),
        (_, _) => new(Connect()),
        options ?? new HostConnectionOptions(),
        cancellationToken);

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    /// <summary>A new connection from within the process, whose other end is served.</summary>
    /// <exception cref="InvalidOperationException">The server does not run.</exception>
    internal Transport Connect()
    {
        var connections = _stopped ? throw NotStarted() : Connections;
        var (client, server) = MemoryTransport.CreatePair();
        connections.Add(server, PeerIdentity.InProcess);
        return client;
    }

    private void Listen(List<ListenAddress> addresses)
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (_options.GroupSocket)
            mode |= UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        var identities = new IdentityPolicy(_options.Anonymous, _options.OtherUsers, Core.Policy);
        foreach (var address in addresses)
            _listeners.Add(Listener.Open(address, mode, identities.Identify, _tls, Core.Logger, _options.TimeProvider));
        Core.Endpoints = Endpoints;
        foreach (var listener in _listeners)
            listener.Start(Connections);
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        _stopped = true;
        if (_core is not null)
            _core.IsStopping = true;
        try
        {
            foreach (var listener in _listeners)
                await listener.DisposeAsync().ConfigureAwait(false);
            // Tasks stop while the connections drain: who waits for one is answered, and holds up nothing.
            var tasks = Task.WhenAll(_core?.Registry.Drivers.Select(d => d.Tasks.StopAsync(cancellationToken)) ?? []);
            if (_connections is not null)
                await _connections.StopAsync(cancellationToken).ConfigureAwait(false);
            foreach (var binding in _bindings)
                await binding.StopAsync(cancellationToken).ConfigureAwait(false);
            await tasks.ConfigureAwait(false);
            if (_core is not null)
                await _core.Registry.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            // Whatever a driver throws at its end, the directory is the next server's.
            _core?.Dispose();
            _tls?.Dispose();
            if (_journal is not null)
                await _journal.DisposeAsync().ConfigureAwait(false);
            _state?.Dispose();
        }
    }

    private static InvalidOperationException NotStarted() => new("The server does not run: start it first.");
}
