using System.Text;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>A simulated host with guests and networks, its drivers called as the server would call them.</summary>
internal sealed class NetworkHost
{
    public NetworkHost(IObjectKeeper? keeper = null)
    {
        Simulation = new Simulation(Events, keeper) { Time = Time };
        var domains = new DomainStore(Simulation);
        Leases = new LeaseTable(domains);
        Store = new NetworkStore(Simulation, Leases);
        Domains = new TestDomainDriver(domains, Leases);
        Networks = new TestNetworkDriver(Store);
    }

    public RecordingEvents Events { get; } = new();

    public ManualTime Time { get; } = new();

    public Simulation Simulation { get; }

    public LeaseTable Leases { get; }

    public NetworkStore Store { get; }

    public TestDomainDriver Domains { get; }

    public TestNetworkDriver Networks { get; }

    /// <summary>The context of a call without a caller.</summary>
    public static CallContext Call => default;

    /// <summary>A document of an isolated network.</summary>
    public static string Xml(string name, Guid? uuid = null, string more = "") =>
        $"<network><name>{name}</name>{(uuid is { } given ? $"<uuid>{given}</uuid>" : "")}{more}</network>";

    /// <summary>An 'ip' of 10.0.0.1/24 with a DHCP server.</summary>
    public static string Dhcp(string entries) => $"<ip address='10.0.0.1' netmask='255.255.255.0'><dhcp>{entries}</dhcp></ip>";

    /// <summary>A guest with an interface on each of some networks, each with a hardware address of its own.</summary>
    public static string Guest(string name, params (string Mac, string Network)[] interfaces)
    {
        var devices = new StringBuilder("<devices>");
        foreach (var (mac, network) in interfaces)
            devices.Append($"<interface type='network'><mac address='{mac}'/><source network='{network}'/></interface>");
        return SimulatedHost.Xml(name, more: devices.Append("</devices>").ToString());
    }

    public NetworkRef Define(string xml) => SimulatedHost.Run(Networks.DefineAsync(new() { Xml = xml }, Call));

    public NetworkRef CreateXml(string xml) => SimulatedHost.Run(Networks.CreateXmlAsync(new() { Xml = xml }, Call));

    public void Create(NetworkRef self) => SimulatedHost.Run(Networks.CreateAsync(self, Call));

    public NetworkInfo Info(NetworkRef self) => SimulatedHost.Run(Networks.GetInfoAsync(self, Call));

    public string Dump(NetworkRef self, bool inactive = false) =>
        SimulatedHost.Run(Networks.GetXmlAsync(new() { Self = self, Inactive = inactive }, Call));

    public void Update(
        NetworkRef self, NetworkUpdateCommand command, NetworkSection section, string xml, NetworkAffect? affect = null, int? parentIndex = null) =>
        SimulatedHost.Run(Networks.UpdateAsync(
            new() { Self = self, Command = command, Section = section, Xml = xml, Affect = affect, ParentIndex = parentIndex }, Call));

    /// <summary>The network in a few words: <c>persistent active virbr0 autostart</c>; <c>gone</c> when there is none.</summary>
    public async ValueTask<string> DescribeAsync(NetworkRef network)
    {
        NetworkInfo info;
        try
        {
            info = await Networks.GetInfoAsync(network, Call);
        }
        catch (NoNetworkException)
        {
            return "gone";
        }

        return $"{(info.Persistent ? "persistent" : "transient")} {(info.Active ? "active" : "off")} {info.Bridge}{(info.Autostart ? " autostart" : "")}";
    }
}
