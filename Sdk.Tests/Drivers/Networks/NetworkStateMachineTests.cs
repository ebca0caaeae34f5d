using System.Text;
using Virtwire.Sdk.Tests.Support;
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

    [Fact]
    public async Task Every_method_in_every_state_does_what_the_table_says()
    {
        var table = new StringBuilder();
        foreach (var (method, call) in NetworkCalls.All)
        {
            foreach (var (state, enter) in States)
            {
                var host = new Host();
                enter(host);
                host.Events.Take();
                table.Append($"{method,-24} | {state,-17} | ").AppendLine(await OutcomeAsync(host, call));
            }
        }

        Golden.Matches(Repository.PathOf("Sdk.Tests", "Drivers", "Networks", "state-machine.txt"), table.ToString());
    }

    [Fact]
    public void The_table_has_every_method_of_the_schema()
    {
        var methods = HostApi.Description.Methods.Select(m => m.Name).Where(n => n.StartsWith("Network.", StringComparison.Ordinal));
        var called = NetworkCalls.All.Select(c => "Network." + c.Method.Split(' ')[0]).Distinct();

        Assert.Equal(methods.Order(StringComparer.Ordinal), called.Order(StringComparer.Ordinal));
    }

    private static async Task<string> OutcomeAsync(Host host, Func<Host, NetworkRef, ValueTask<string>> call)
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
