using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>A call of every method, in the variants in which its rules differ. The answer is put into words.</summary>
internal static class NetworkCalls
{
    public static IReadOnlyList<(string Method, Func<Host, NetworkRef, ValueTask<string>> Call)> All { get; } =
    [
        ("create", (host, self) => Done(host.Networks.CreateAsync(self, Host.Call))),
        ("createXml", (host, self) => Answer(host.Networks.CreateXmlAsync(new() { Xml = Host.Xml("n1", self.Uuid) }, Host.Call), NameOf)),
        ("createXml other name", (host, self) =>
            Answer(host.Networks.CreateXmlAsync(new() { Xml = Host.Xml("n2", self.Uuid) }, Host.Call), NameOf)),
        ("createXml other uuid", (host, self) => Answer(host.Networks.CreateXmlAsync(new() { Xml = Host.Xml("n1") }, Host.Call), NameOf)),
        ("createXml taken bridge", (host, self) => Answer(
            host.Networks.CreateXmlAsync(new() { Xml = Host.Xml("n2", more: "<bridge name='virbr0'/>") }, Host.Call), NameOf)),
        ("define", (host, self) => Answer(host.Networks.DefineAsync(new() { Xml = Host.Xml("n1", self.Uuid) }, Host.Call), NameOf)),
        ("define other name", (host, self) =>
            Answer(host.Networks.DefineAsync(new() { Xml = Host.Xml("n2", self.Uuid) }, Host.Call), NameOf)),
        ("define other uuid", (host, self) => Answer(host.Networks.DefineAsync(new() { Xml = Host.Xml("n1") }, Host.Call), NameOf)),
        ("define other bridge", (host, self) => Answer(
            host.Networks.DefineAsync(new() { Xml = Host.Xml("n1", self.Uuid, "<bridge name='other'/>") }, Host.Call), NameOf)),
        ("define taken bridge", (host, self) => Answer(
            host.Networks.DefineAsync(new() { Xml = Host.Xml("n2", more: "<bridge name='virbr0'/>") }, Host.Call), NameOf)),
        ("define spec", (host, self) => Answer(
            host.Networks.DefineAsync(new() { Spec = new() { Name = "n1", Uuid = self.Uuid, Title = "t" } }, Host.Call), NameOf)),
        ("createXml spec", (host, self) => Answer(host.Networks.CreateXmlAsync(new() { Spec = new() { Name = "n1" } }, Host.Call), NameOf)),
        ("define nothing", (host, self) => Answer(host.Networks.DefineAsync(default, Host.Call), NameOf)),
        ("define ifRevision stale", (host, self) =>
            Answer(host.Networks.DefineAsync(new() { Xml = Host.Xml("n1", self.Uuid), IfRevision = "stale" }, Host.Call), NameOf)),
        ("destroy", (host, self) => Done(host.Networks.DestroyAsync(self, Host.Call))),
        ("getAutostart", (host, self) => Answer(host.Networks.GetAutostartAsync(self, Host.Call), a => a ? "yes" : "no")),
        ("getBridgeName", (host, self) => Answer(host.Networks.GetBridgeNameAsync(self, Host.Call), b => b)),
        ("getDhcpLeases", (host, self) =>
            Answer(host.Networks.GetDhcpLeasesAsync(new() { Self = self }, Host.Call), p => $"{p.Items.Count} leases")),
        ("getInfo", (host, self) => Answer(host.Networks.GetInfoAsync(self, Host.Call), i => $"{i.Forward} {i.Bridge}")),
        ("getSpec", (host, self) => Answer(host.Networks.GetSpecAsync(new() { Self = self }, Host.Call), s => $"{s.Name} {s.Bridge}")),
        ("getSpec inactive", (host, self) =>
            Answer(host.Networks.GetSpecAsync(new() { Self = self, Inactive = true }, Host.Call), s => $"{s.Name} {s.Bridge}")),
        ("getXml", (host, self) => Answer(host.Networks.GetXmlAsync(new() { Self = self }, Host.Call), BridgeIn)),
        ("getXml inactive", (host, self) => Answer(host.Networks.GetXmlAsync(new() { Self = self, Inactive = true }, Host.Call), BridgeIn)),
        ("list", (host, self) => Answer(host.Networks.ListAsync(default, Host.Call), p => string.Join(", ", p.Items.Select(NameOf)))),
        ("lookupByName", (host, self) => Answer(host.Networks.LookupByNameAsync(new() { Name = "n1" }, Host.Call), NameOf)),
        ("lookupByUuid", (host, self) => Answer(host.Networks.LookupByUuidAsync(new() { Uuid = self.Uuid!.Value }, Host.Call), NameOf)),
        ("setAutostart", (host, self) => Done(host.Networks.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call))),
        ("setAutostart as it is", (host, self) =>
            Done(host.Networks.SetAutostartAsync(new() { Self = self, Autostart = false }, Host.Call))),
        ("undefine", (host, self) => Done(host.Networks.UndefineAsync(new() { Self = self }, Host.Call))),
        ("undefine stale", (host, self) => Done(host.Networks.UndefineAsync(new() { Self = self, IfRevision = "stale" }, Host.Call))),
        ("update", (host, self) => Update(host, self, null)),
        ("update live", (host, self) => Update(host, self, NetworkAffect.Live)),
        ("update config", (host, self) => Update(host, self, NetworkAffect.Config)),
        ("update both", (host, self) => Update(host, self, NetworkAffect.LiveAndConfig)),
        ("update unknown entry", (host, self) => Update(host, self, null, NetworkUpdateCommand.Delete)),
        ("update bridge", (host, self) => Update(host, self, null, section: NetworkSection.Bridge)),
        ("update stale", (host, self) => Update(host, self, null, ifRevision: "stale")),
    ];

    private static async ValueTask<string> Update(
        Host host,
        NetworkRef self,
        NetworkAffect? affect,
        NetworkUpdateCommand? command = null,
        NetworkSection? section = null,
        string? ifRevision = null)
    {
        await host.Networks.UpdateAsync(
            new()
            {
                Self = self,
                Command = command ?? NetworkUpdateCommand.AddLast,
                Section = section ?? NetworkSection.Portgroup,
                Xml = "<portgroup name='fast'/>",
                Affect = affect,
                IfRevision = ifRevision,
            },
            Host.Call);
        var network = host.Store.Find(self);
        string Has(Sdk.Server.Drivers.Test.Networks.NetworkDefinition? definition) =>
            definition is null ? "-" : definition.Xml.Contains("fast", StringComparison.Ordinal) ? "changed" : "as before";
        return $"live {Has(network.Live)} config {Has(network.Persistent)}";
    }

    private static async ValueTask<string> Done(ValueTask call)
    {
        await call;
        return "done";
    }

    private static async ValueTask<string> Answer<T>(ValueTask<T> call, Func<T, string> words) =>
        words(await call) is { Length: > 0 } text ? text : "nothing";

    private static string NameOf(NetworkRef network) => network.Name!;

    private static string BridgeIn(string xml) =>
        "document with " + Sdk.Server.Drivers.Test.Networks.NetworkDefinitionReader.Read(xml, () => Guid.Empty).Bridge;
}
