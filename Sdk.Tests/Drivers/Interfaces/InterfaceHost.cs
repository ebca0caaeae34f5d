using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Interfaces;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Interfaces;

/// <summary>A simulated host with the interface that it has at start, its driver called as the server would call it.</summary>
internal sealed class InterfaceHost
{
    public InterfaceHost(IObjectKeeper? keeper = null)
    {
        var store = new InterfaceStore(new Simulation(Events, keeper));
        store.Begin();
        Interfaces = new TestInterfaceDriver(store);
    }

    public static InterfaceRef Eth1 { get; } = InterfaceRef.ByName("eth1");

    /// <summary>The context of a call without a caller.</summary>
    public static CallContext Call => default;

    public RecordingEvents Events { get; } = new();

    public TestInterfaceDriver Interfaces { get; }

    public static string Xml(string name, string more = "") => $"<interface type='ethernet' name='{name}'>{more}</interface>";

    public InterfaceRef Define(string xml) => SimulatedHost.Run(Interfaces.DefineAsync(new() { Xml = xml }, Call));

    public void Undefine(InterfaceRef self) => SimulatedHost.Run(Interfaces.UndefineAsync(new() { Self = self }, Call));

    public void Create(InterfaceRef self) => SimulatedHost.Run(Interfaces.CreateAsync(self, Call));

    public void Destroy(InterfaceRef self) => SimulatedHost.Run(Interfaces.DestroyAsync(self, Call));

    public InterfaceInfo Info(InterfaceRef self) => SimulatedHost.Run(Interfaces.GetInfoAsync(self, Call));

    public string Dump(InterfaceRef self) => SimulatedHost.Run(Interfaces.GetXmlAsync(self, Call));

    public void Begin() => SimulatedHost.Run(Interfaces.BeginChangeAsync(Call));

    public void Commit() => SimulatedHost.Run(Interfaces.CommitChangeAsync(Call));

    public void Rollback() => SimulatedHost.Run(Interfaces.RollbackChangeAsync(Call));

    /// <summary>All interfaces in a few words: <c>eth1 active, eth2</c>.</summary>
    public string List() => string.Join(", ", SimulatedHost.Run(Interfaces.ListAsync(default, Call)).Items.Select(
        item => item.Name + (Info(item).Active ? " active" : "")));
}
