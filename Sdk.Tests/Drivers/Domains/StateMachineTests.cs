using System.Text;
using Virtwire.Sdk.Tests.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>Every method in every state. state-machine.txt is the table, checked by hand against libvirt's own simulator.</summary>
public sealed class StateMachineTests
{
    private static readonly Guid Uuid = Guid.Parse("11111111-2222-4333-8444-555555555555");
    private static readonly DomainRef Self = DomainRef.ByUuid(Uuid);

    private static readonly (string Name, Action<Host> Enter)[] States =
    [
        ("absent", host => { }),
        ("off", host => Host.Run(host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", Uuid) }, Host.Call))),
        ("running", host =>
        {
            Host.Run(host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", Uuid) }, Host.Call));
            Host.Run(host.Domains.CreateAsync(new() { Self = Self }, Host.Call));
        }),
        ("paused", host =>
        {
            Host.Run(host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", Uuid) }, Host.Call));
            Host.Run(host.Domains.CreateAsync(new() { Self = Self, Paused = true }, Host.Call));
        }),
        ("transient running", host => Host.Run(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("t1", Uuid) }, Host.Call))),
        ("transient paused", host => Host.Run(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("t1", Uuid), Paused = true }, Host.Call))),
    ];

    // Long work, which Drivers/Jobs and Drivers/Migration look at in all states: it has more of them than a line can tell.
    private static readonly string[] Jobs =
    [
        "Domain.abortJob", "Domain.beginBackup", "Domain.blockCommit", "Domain.blockCopy", "Domain.blockPull", "Domain.dumpCore", "Domain.getJobInfo",
        "Domain.managedSave", "Domain.migrate", "Domain.removeManagedSave", "Domain.restore", "Domain.save",
    ];

    [Fact]
    public async Task Every_method_in_every_state_does_what_the_table_says()
    {
        var table = new StringBuilder();
        foreach (var (method, call) in DomainCalls.All)
        {
            foreach (var (state, enter) in States)
            {
                var host = new Host();
                enter(host);
                host.Events.Take();
                table.Append($"{method,-24} | {state,-17} | ").AppendLine(await OutcomeAsync(host, call));
            }
        }

        Golden.Matches(Repository.PathOf("Sdk.Tests", "Drivers", "Domains", "state-machine.txt"), table.ToString());
    }

    [Fact]
    public void The_table_has_every_method_of_the_schema()
    {
        var methods = HostApi.Description.Methods.Select(m => m.Name).Where(n => n.StartsWith("Domain.", StringComparison.Ordinal));
        var called = DomainCalls.All.Select(c => "Domain." + c.Method.Split(' ')[0]).Concat(Jobs).Distinct();

        Assert.Equal(methods.Order(StringComparer.Ordinal), called.Order(StringComparer.Ordinal));
    }

    private static async Task<string> OutcomeAsync(Host host, Func<Host, DomainRef, ValueTask<string>> call)
    {
        var before = await host.DescribeAsync(Self);
        try
        {
            var answer = await call(host, Self);
            var events = host.Events.Take();
            var after = await host.DescribeAsync(Self);
            return answer + (after == before ? "" : " → " + after) + string.Concat(events.Select(e => "; " + e));
        }
        catch (HostException refusal)
        {
            // A call that is refused has done nothing and told nothing.
            Assert.Equal(before, await host.DescribeAsync(Self));
            Assert.Empty(host.Events.Take());
            Assert.NotEmpty(refusal.Hint!);
            return refusal.ErrorName!;
        }
    }
}
