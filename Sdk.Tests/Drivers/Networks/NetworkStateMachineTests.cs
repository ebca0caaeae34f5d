using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>Every method in every state. state-machine.txt is the table, checked by hand against libvirt's drivers.</summary>
public sealed class NetworkStateMachineTests
{
    private static readonly Guid Uuid = Guid.Parse("11111111-2222-4333-8444-555555555555");
    private static readonly NetworkRef Self = NetworkRef.ByUuid(Uuid);

    private static readonly (string Name, Action<Host> Enter)[] States =
    [
        ("absent", host => { }),
        ("off", host => host.Define(Host.Xml("n1", Uuid))),
        ("active", host =>
        {
            host.Define(Host.Xml("n1", Uuid));
            host.Create(Self);
        }),
        ("active, redefined", host =>
        {
            host.Define(Host.Xml("n1", Uuid));
            host.Create(Self);
            host.Define(Host.Xml("n1", Uuid, "<bridge name='later'/>"));
        }),
        ("transient", host => host.CreateXml(Host.Xml("n1", Uuid))),
    ];

    private readonly StateTable<Host, NetworkRef> _table = new(
        "Network", NetworkCalls.All, static () => new Host(), static host => host.Events, static (host, self) => host.DescribeAsync(self));

    [Fact]
    public Task Every_method_in_every_state_does_what_the_table_says() =>
        _table.VerifyAsync(Self, States, "Sdk.Tests", "Drivers", "Networks", "state-machine.txt");

    [Fact]
    public void The_table_has_every_method_of_the_schema() => _table.RequireAllMethods();
}
