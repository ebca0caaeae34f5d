using System.Text;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Faults;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>A simulated host of its own, its driver called as the server would call it.</summary>
internal sealed class SimulatedHost
{
    public SimulatedHost(bool withDefaultGuest = false, IFaultPlan? faults = null, IObjectKeeper? keeper = null, TimeProvider? time = null, JobPace? pace = null)
    {
        Simulation = new Simulation(Events, keeper)
        {
            Faults = faults ?? FaultPoints.None,
            Time = time ?? TimeProvider.System,
            Pace = pace ?? new JobPace(4, TimeSpan.Zero),
        };
        Store = new DomainStore(Simulation);
        if (withDefaultGuest)
            Store.AddRunning(DefaultGuest.Xml);
        if (keeper is not null)
            Store.Begin();
        Files = new HostFiles(Simulation);
        Files.Begin();
        Domains = new TestDomainDriver(Store, new LeaseTable(Store), new DomainWork(Store, Files));
    }

    public RecordingEvents Events { get; } = new();

    public Simulation Simulation { get; }

    public DomainStore Store { get; }

    public HostFiles Files { get; }

    public TestDomainDriver Domains { get; }

    /// <summary>The context of a call without a caller.</summary>
    public static CallContext Call => default;

    /// <summary>The end of a call, which the simulator makes at once.</summary>
    public static void Run(ValueTask call)
    {
        Assert.True(call.IsCompleted);
        call.GetAwaiter().GetResult();
    }

    /// <summary>The answer of a call, which the simulator gives at once.</summary>
    public static T Run<T>(ValueTask<T> call)
    {
        Assert.True(call.IsCompleted);
        return call.GetAwaiter().GetResult();
    }

    /// <summary>A document of 64 MiB and two processors.</summary>
    public static string Xml(string name, Guid? uuid = null, string more = "")
    {
        var text = new StringBuilder($"<domain type='test'><name>{name}</name>");
        if (uuid is { } given)
            text.Append($"<uuid>{given}</uuid>");
        return text.Append($"<memory unit='MiB'>64</memory><vcpu>2</vcpu><os><type>hvm</type></os>{more}</domain>").ToString();
    }

    /// <summary>All domains, each in the words of the model: <c>uuid name persistent paused 2 False</c>.</summary>
    public IReadOnlyList<string> List() => [.. Run(Domains.ListAsync(default, Call)).Items.Select(domain =>
    {
        var info = Run(Domains.GetInfoAsync(domain, Call));
        return $"{domain.Uuid} {domain.Name} {(info.Persistent ? "persistent" : "transient")} {info.State} {info.Id ?? 0} {info.Autostart}";
    })];

    /// <summary>The domain in a few words: <c>persistent paused/user id 2</c>; <c>gone</c> when there is none.</summary>
    public async ValueTask<string> DescribeAsync(DomainRef domain)
    {
        DomainInfo info;
        try
        {
            info = await Domains.GetInfoAsync(domain, Call);
        }
        catch (NoDomainException)
        {
            return "gone";
        }

        var text = new StringBuilder(info.Persistent ? "persistent" : "transient").Append($" {info.State}/{info.Reason}");
        if (info.Id is { } id)
            text.Append($" id {id}");
        if (info.Autostart)
            text.Append(" autostart");
        return text.ToString();
    }
}
