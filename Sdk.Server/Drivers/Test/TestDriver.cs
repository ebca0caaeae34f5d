using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Faults;
using Virtwire.Sdk.Server.Drivers.Test.Host;
using Virtwire.Sdk.Server.Drivers.Test.Interfaces;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Migrations;
using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Server.Drivers.Test.NetworkFilters;
using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Server.Drivers.Test.NodeDevices;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Secrets;
using Virtwire.Sdk.Server.Drivers.Test.State;
using Virtwire.Sdk.Server.Drivers.Test.Storage;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Drivers.Test;

/// <summary>
/// The embedded driver <c>test</c>: a simulated host in memory, which behaves by libvirt's rules and always in the same way. At start
/// it holds what libvirt's own <c>test:///default</c> holds. Each URI that a server serves is a host of its own.
/// </summary>
public static class TestDriver
{
    /// <summary>The scheme of its URIs.</summary>
    public const string Scheme = "test";

    /// <summary>The URI that everyone knows it by.</summary>
    public const string DefaultUri = "test:///default";

    /// <summary>The driver, to be added to a server.</summary>
    public static DriverDefinition Definition { get; } = new(Scheme, Create) { Parameters = TestParameters.Names };

    private static IReadOnlyList<ResourceDriver> Create(DriverContext context)
    {
        var parameters = TestParameters.Read(context.Parameters);
        var plan = new FaultPoints(context.TimeProvider, parameters.Faults);
        var keeper = context.StateDirectory is { } directory
            ? FileKeeper.Open(directory, SystemFiles.Instance, context.TimeProvider, context.LoggerFactory.CreateLogger("Virtwire.Sdk.Server"))
            : null;

        // What an earlier server has given out is not given out again.
        var seed = keeper is { IsFresh: false } ? Random.Shared.NextInt64() : parameters.Seed;
        var simulation = new Simulation(context.Events, keeper, seed)
        {
            Time = context.TimeProvider,
            Faults = plan,
            MoreDomains = parameters.Domains,
        };
        var resources = Begin(context, simulation, keeper);
        if (parameters.Faults.Count > 0 || parameters.Latency > TimeSpan.Zero)
        {
            var gate = new FaultGate(plan, parameters.Faults, parameters.Latency, context.TimeProvider, new CallSubjects(ObjectNames.Of(resources)));
            foreach (var resource in resources)
                resource.Gate = gate;
        }

        return resources;
    }

    private static IReadOnlyList<ResourceDriver> Begin(DriverContext context, Simulation simulation, FileKeeper? keeper)
    {
        try
        {
            return Resources(context, simulation, keeper);
        }
        catch
        {
            // Else it would go on trying to write into a directory that is another server's by then.
            keeper?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    private static IReadOnlyList<ResourceDriver> Resources(DriverContext context, Simulation simulation, FileKeeper? keeper)
    {
        var domains = new DomainStore(simulation);
        var networks = new NetworkStore(simulation, new LeaseTable(domains));
        var interfaces = new InterfaceStore(simulation);
        var devices = new NodeDeviceStore(simulation, new DeviceUsers(domains));
        var secrets = new SecretStore(simulation);
        var filters = new NetworkFilterStore(domains);

        // In libvirt's order: what guests need is there before the first of them starts.
        networks.Begin();
        interfaces.Begin();
        var storage = new SimulatedStorage(simulation);
        devices.Begin();
        secrets.Begin(static () => { });
        filters.Begin(static () => { });
        networks.Leases.Quietly(domains.Begin);
        var files = new HostFiles(simulation);
        files.Begin();
        var stopping = new CancellationTokenSource();
        var incoming = new IncomingMigrations(domains, stopping.Token);
        incoming.Begin();
        var work = new DomainWork(domains, files, stopping: stopping.Token);
        work.Begin();
        simulation.Keeper.Begun();
        return
        [
            new EndingHostDriver(context.Uri, context.Server, new HostFigures(simulation, domains), EndAsync),
            new TestDomainDriver(domains, networks.Leases, work),
            new TestMigrationDriver(incoming),
            new TestSnapshotDriver(domains),
            new TestCheckpointDriver(domains),
            new TestNetworkDriver(networks),
            new TestNetworkFilterDriver(filters),
            new TestInterfaceDriver(interfaces),
            new TestSecretDriver(secrets),
            new TestNodeDeviceDriver(devices),
            storage.Pools,
            storage.Volumes,
        ];

        // The keeper last: until then what is changed is kept, and from then on refused.
        async ValueTask EndAsync()
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await domains.EndAsync().ConfigureAwait(false);
            if (keeper is not null)
                await keeper.DisposeAsync().ConfigureAwait(false);
        }
    }
}
