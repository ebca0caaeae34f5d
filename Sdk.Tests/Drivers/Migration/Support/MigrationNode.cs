using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Migrations;
using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Drivers.Migration.Support;

/// <summary>A simulated host and its server. What it keeps outlives a crash; its guests, its tasks and its connections do not.</summary>
internal sealed class MigrationNode(string name, MigrationWorld world) : IAsyncDisposable
{
    private MemoryKeeper _keeper = new();
    private Life? _life;

    /// <summary>The path of its connection URI.</summary>
    public string Path { get; } = "/" + name;

    /// <summary>The connection URI by which the other one reaches it.</summary>
    public string Uri => "node+tcp://127.0.0.1" + Path;

    public MemoryKeeper Keeper => _keeper;

    public DomainStore Store => _life!.Store;

    public HeldPoints Points => _life!.Points;

    public async Task StartAsync()
    {
        var life = new Life(this, world);
        await life.StartAsync(_keeper);
        _life = life;
        world.Tell();
    }

    /// <summary>Ends the server as a signal would that it cannot hear, and starts another one on what it has kept.</summary>
    public async Task CrashAsync()
    {
        Kill();
        await StartAsync();
    }

    /// <summary>Ends the server as a signal would that it cannot hear.</summary>
    public void Kill()
    {
        _keeper = _keeper.AfterACrash();
        _life!.Kill();
    }

    /// <summary>A client's connection to it.</summary>
    public ValueTask<HostConnection> ConnectAsync() => _life!.AcceptAsync(ConnectionUri.Parse(Uri), null, default);

    public async ValueTask DisposeAsync()
    {
        if (_life is { } life)
            await life.DisposeAsync();
    }

    private sealed class Life(MigrationNode node, MigrationWorld world) : IAsyncDisposable
    {
        private readonly Lock _gate = new();
        private readonly List<Transport> _links = [];
        private readonly CancellationTokenSource _stopping = new();
        private VirtwireServer? _server;
        private bool _isDead;

        public HeldPoints Points { get; } = new();

        public DomainStore Store { get; private set; } = null!;

        public async Task StartAsync(IObjectKeeper keeper)
        {
            var options = new VirtwireServerOptions().AddDriver("node://" + node.Path, context =>
            {
                var simulation = new Simulation(context.Events, keeper)
                {
                    Faults = Points,
                    Pace = new JobPace(2, TimeSpan.Zero) { Retry = TimeSpan.FromMilliseconds(1) },
                };
                Store = new DomainStore(simulation);
                Store.Changed += (_, _) => world.Tell();
                Store.Begin();
                var incoming = new IncomingMigrations(Store, _stopping.Token);
                incoming.Begin();
                var work = new DomainWork(Store, new HostFiles(simulation), LeaveAsync, _stopping.Token);
                work.Begin();
                return [new TestDomainDriver(Store, new LeaseTable(Store), work), new TestMigrationDriver(incoming)];
            });
            _server = new VirtwireServer(options);
            await _server.StartAsync(TestContext.Current.CancellationToken);
        }

        public void Kill()
        {
            Transport[] links;
            lock (_gate)
            {
                _isDead = true;
                links = [.. _links];
            }

            foreach (var link in links)
                link.Abort();
            _ = DisposeAsync().AsTask();
        }

        /// <summary>A connection to this server, which is gone when either side is dead.</summary>
        public async ValueTask<HostConnection> AcceptAsync(ConnectionUri uri, Life? from, CancellationToken cancellationToken)
        {
            Transport Connect()
            {
                lock (_gate)
                {
                    if (_isDead || _server is null)
                        throw new ConnectionFailedException($"Nobody answers at {uri}.");
                    var link = _server.Connect();
                    _links.Add(link);
                    return link;
                }
            }

            from?.RequireLife();
            var transport = Connect();
            from?.Add(transport);
            var options = new HostConnectionOptions();
            options.Reconnect.Enabled = false;
            return await HostConnection.OpenAsync(uri, (_, _) => new(transport), options, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            if (_server is { } server)
                await server.DisposeAsync();
            await _stopping.CancelAsync();
        }

        private void RequireLife()
        {
            lock (_gate)
            {
                if (_isDead)
                    throw new ConnectionFailedException("This host is dead.");
            }
        }

        private void Add(Transport link)
        {
            lock (_gate)
                _links.Add(link);
            if (_isDead)
                link.Abort();
        }

        private async ValueTask<HostConnection> LeaveAsync(string destination, CancellationToken cancellationToken)
        {
            var uri = ConnectionUri.Parse(destination);
            var to = world.Of(uri)._life ?? throw new ConnectionFailedException($"Nobody answers at {uri}.");
            return await to.AcceptAsync(uri, this, cancellationToken);
        }
    }
}
