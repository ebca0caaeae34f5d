using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Faults;
using Virtwire.Sdk.Server.Drivers.Test.Host;
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
    public static DriverDefinition Definition { get; } = new(Scheme, Create) { Parameters = TestParameters.Names };

    private static IReadOnlyList<ResourceDriver> Create(DriverContext context)
    {
        var parameters = TestParameters.Read(context.Parameters);
        var plan = new FaultPoints(context.TimeProvider, parameters.Faults);
        var simulation = new Simulation(context.Events, seed: parameters.Seed)
        {
            Time = context.TimeProvider,
            Faults = plan,
            MoreDomains = parameters.Domains,
        };
        var resources = Resources(context, simulation);
        if (parameters.Faults.Count > 0 || parameters.Latency > TimeSpan.Zero)
        {
            var gate = new FaultGate(plan, parameters.Faults, parameters.Latency, context.TimeProvider, new CallSubjects(ObjectNames.Of(resources)));
            foreach (var resource in resources)
                resource.Gate = gate;
        }

        return resources;
    }

    private static IReadOnlyList<ResourceDriver> Resources(DriverContext context, Simulation simulation)
    {
        var domains = new DomainStore(simulation);
        domains.Begin();
        var pools = new StoragePoolStore(simulation);
        pools.Begin();
        return
        [
            new TestHostDriver(context.Server),
            new TestDomainDriver(domains),
            new TestSnapshotDriver(domains),
            new TestCheckpointDriver(domains),
            new TestStoragePoolDriver(pools),
        ];
    }
}
