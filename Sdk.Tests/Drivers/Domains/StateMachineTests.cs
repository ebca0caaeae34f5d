using Virtwire.Sdk.Tests.Drivers.Support;
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

    private readonly StateTable<Host, DomainRef> _table = new(
        "Domain", DomainCalls.All, static () => new Host(), static host => host.Events, static (host, self) => host.DescribeAsync(self));

    [Fact]
    public Task Every_method_in_every_state_does_what_the_table_says() =>
        _table.VerifyAsync(Self, States, "Sdk.Tests", "Drivers", "Domains", "state-machine.txt");

    [Fact]
    public void The_table_has_every_method_of_the_schema() => _table.RequireAllMethods(Jobs);
}
