using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Host;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

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
    public static DriverDefinition Definition { get; } = new(Scheme, Create);

    private static IReadOnlyList<ResourceDriver> Create(DriverContext context)
    {
        var simulation = new Simulation(context.Events) { Time = context.TimeProvider };
        var domains = new DomainStore(simulation);
        domains.Begin();
        var pools = new StoragePoolStore(simulation);
        pools.Begin();
        var files = new HostFiles(simulation);
        files.Begin();
        return
        [
            new TestHostDriver(context.Server),
            new TestDomainDriver(domains, new DomainWork(domains, files)),
            new TestSnapshotDriver(domains),
            new TestCheckpointDriver(domains),
            new TestStoragePoolDriver(pools),
        ];
    }
}
