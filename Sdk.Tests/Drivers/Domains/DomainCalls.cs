using static System.Globalization.CultureInfo;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>A call of every method, in the variants in which its rules differ. The answer is put into words.</summary>
internal static class DomainCalls
{
    public static IReadOnlyList<(string Method, Func<Host, DomainRef, ValueTask<string>> Call)> All { get; } =
    [
        ("create", (host, self) => Done(host.Domains.CreateAsync(new() { Self = self }, Host.Call))),
        ("create paused", (host, self) => Done(host.Domains.CreateAsync(new() { Self = self, Paused = true }, Host.Call))),
        ("createXml", (host, self) => Answer(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("t1", self.Uuid) }, Host.Call), NameOf)),
        ("createXml paused", (host, self) =>
            Answer(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("t1", self.Uuid), Paused = true }, Host.Call), NameOf)),
        ("createXml other name", (host, self) =>
            Answer(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("t2", self.Uuid) }, Host.Call), NameOf)),
        ("createXml other uuid", (host, self) => Answer(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("t1") }, Host.Call), NameOf)),
        ("define", (host, self) => Answer(host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", self.Uuid) }, Host.Call), NameOf)),
        ("define other name", (host, self) =>
            Answer(host.Domains.DefineAsync(new() { Xml = Host.Xml("t2", self.Uuid) }, Host.Call), NameOf)),
        ("define other uuid", (host, self) => Answer(host.Domains.DefineAsync(new() { Xml = Host.Xml("t1") }, Host.Call), NameOf)),
        ("define ifRevision stale", (host, self) =>
            Answer(host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", self.Uuid), IfRevision = "stale" }, Host.Call), NameOf)),
        ("destroy", (host, self) => Done(host.Domains.DestroyAsync(new() { Self = self }, Host.Call))),
        ("destroy graceful", (host, self) => Done(host.Domains.DestroyAsync(new() { Self = self, Graceful = true }, Host.Call))),
        ("getAllStats", (host, self) =>
            Answer(host.Domains.GetAllStatsAsync(default, Host.Call), Figures)),
        ("getAutostart", (host, self) => Answer(host.Domains.GetAutostartAsync(self, Host.Call), a => a ? "yes" : "no")),
        ("getInfo", (host, self) =>
            Answer(host.Domains.GetInfoAsync(self, Host.Call), Numbers)),
        ("getMaxMemory", (host, self) => Answer(host.Domains.GetMaxMemoryAsync(self, Host.Call), m => $"{m}")),
        ("getMemoryStats", (host, self) =>
            Answer(host.Domains.GetMemoryStatsAsync(self, Host.Call), m => $"{m.Actual} {m.Unused} {m.DiskCaches}")),
        ("getState", (host, self) => Answer(host.Domains.GetStateAsync(self, Host.Call), s => $"{s.State}/{s.Reason}")),
        ("getVcpus", (host, self) => GetVcpus(host, self, null)),
        ("getVcpus live", (host, self) => GetVcpus(host, self, DomainAffect.Live)),
        ("getVcpus config", (host, self) => GetVcpus(host, self, DomainAffect.Config)),
        ("getVcpus liveAndConfig", (host, self) => GetVcpus(host, self, DomainAffect.LiveAndConfig)),
        ("getXml", (host, self) => Answer(host.Domains.GetXmlAsync(new() { Self = self }, Host.Call), IdIn)),
        ("getXml inactive", (host, self) => Answer(host.Domains.GetXmlAsync(new() { Self = self, Inactive = true }, Host.Call), IdIn)),
        ("list", (host, self) => Answer(host.Domains.ListAsync(default, Host.Call), p => string.Join(", ", p.Items.Select(NameOf)))),
        ("lookupById", (host, self) => Answer(host.Domains.LookupByIdAsync(new() { Id = 1 }, Host.Call), NameOf)),
        ("lookupByName", (host, self) => Answer(host.Domains.LookupByNameAsync(new() { Name = "t1" }, Host.Call), NameOf)),
        ("lookupByUuid", (host, self) => Answer(host.Domains.LookupByUuidAsync(new() { Uuid = self.Uuid!.Value }, Host.Call), NameOf)),
        ("reboot", (host, self) => Done(host.Domains.RebootAsync(new() { Self = self }, Host.Call))),
        ("reboot agent", (host, self) => Done(host.Domains.RebootAsync(new() { Self = self, Mode = ShutdownMode.Agent }, Host.Call))),
        ("rename", (host, self) => Answer(host.Domains.RenameAsync(new() { Self = self, Name = "t2" }, Host.Call), NameOf)),
        ("rename same", (host, self) => Answer(host.Domains.RenameAsync(new() { Self = self, Name = "t1" }, Host.Call), NameOf)),
        ("rename bad", (host, self) => Answer(host.Domains.RenameAsync(new() { Self = self, Name = "a/b" }, Host.Call), NameOf)),
        ("reset", (host, self) => Done(host.Domains.ResetAsync(self, Host.Call))),
        ("resume", (host, self) => Done(host.Domains.ResumeAsync(self, Host.Call))),
        ("setAutostart", (host, self) => Done(host.Domains.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call))),
        ("setAutostart as it is", (host, self) =>
            Done(host.Domains.SetAutostartAsync(new() { Self = self, Autostart = false }, Host.Call))),
        ("setMaxMemory", (host, self) => SetMaxMemory(host, self, null)),
        ("setMaxMemory live", (host, self) => SetMaxMemory(host, self, DomainAffect.Live)),
        ("setMaxMemory config", (host, self) => SetMaxMemory(host, self, DomainAffect.Config)),
        ("setMaxMemory both", (host, self) => SetMaxMemory(host, self, DomainAffect.LiveAndConfig)),
        ("setMemory", (host, self) => SetMemory(host, self, 4096, null)),
        ("setMemory live", (host, self) => SetMemory(host, self, 4096, DomainAffect.Live)),
        ("setMemory config", (host, self) => SetMemory(host, self, 4096, DomainAffect.Config)),
        ("setMemory both", (host, self) => SetMemory(host, self, 4096, DomainAffect.LiveAndConfig)),
        ("setMemory as it is", (host, self) => SetMemory(host, self, 65536, null)),
        ("setMemory too much", (host, self) => SetMemory(host, self, 65537, null)),
        ("setVcpus", (host, self) => SetVcpus(host, self, 1, null)),
        ("setVcpus live", (host, self) => SetVcpus(host, self, 1, DomainAffect.Live)),
        ("setVcpus config", (host, self) => SetVcpus(host, self, 1, DomainAffect.Config)),
        ("setVcpus both", (host, self) => SetVcpus(host, self, 1, DomainAffect.LiveAndConfig)),
        ("setVcpus as it is", (host, self) => SetVcpus(host, self, 2, null)),
        ("setVcpus too many", (host, self) => SetVcpus(host, self, 3, null)),
        ("setVcpus above the host", (host, self) => SetVcpus(host, self, 33, DomainAffect.Config, maximum: true)),
        ("setVcpus maximum", (host, self) => SetVcpus(host, self, 1, null, maximum: true)),
        ("setVcpus maximum live", (host, self) => SetVcpus(host, self, 1, DomainAffect.Live, maximum: true)),
        ("setVcpus maximum config", (host, self) => SetVcpus(host, self, 4, DomainAffect.Config, maximum: true)),
        ("shutdown", (host, self) => Done(host.Domains.ShutdownAsync(new() { Self = self }, Host.Call))),
        ("shutdown acpi", (host, self) => Done(host.Domains.ShutdownAsync(new() { Self = self, Mode = ShutdownMode.Acpi }, Host.Call))),
        ("shutdown agent", (host, self) => Done(host.Domains.ShutdownAsync(new() { Self = self, Mode = ShutdownMode.Agent }, Host.Call))),
        ("suspend", (host, self) => Done(host.Domains.SuspendAsync(self, Host.Call))),
        ("undefine", (host, self) => Done(host.Domains.UndefineAsync(new() { Self = self }, Host.Call))),
        ("undefine stale", (host, self) => Done(host.Domains.UndefineAsync(new() { Self = self, IfRevision = "stale" }, Host.Call))),
        .. DeviceCalls.All,
    ];

    private static ValueTask<string> GetVcpus(Host host, DomainRef self, DomainAffect? affect) =>
        Answer(host.Domains.GetVcpusAsync(new() { Self = self, Affect = affect }, Host.Call), v => $"{v.Current}/{v.Maximum}");

    private static async ValueTask<string> SetMaxMemory(Host host, DomainRef self, DomainAffect? affect)
    {
        await host.Domains.SetMaxMemoryAsync(new() { Self = self, MaxMemory = 8192, Affect = affect }, Host.Call);
        return Both(host, self, d => $"{d.Memory}/{d.MaxMemory}");
    }

    private static async ValueTask<string> SetMemory(Host host, DomainRef self, long memory, DomainAffect? affect)
    {
        await host.Domains.SetMemoryAsync(new() { Self = self, Memory = memory, Affect = affect }, Host.Call);
        return Both(host, self, d => $"{d.Memory}/{d.MaxMemory}");
    }

    private static async ValueTask<string> SetVcpus(Host host, DomainRef self, int vcpus, DomainAffect? affect, bool maximum = false)
    {
        await host.Domains.SetVcpusAsync(new() { Self = self, Vcpus = vcpus, Affect = affect, Maximum = maximum }, Host.Call);
        return Both(host, self, d => $"{d.Vcpus}/{d.MaxVcpus}");
    }

    private static string Both(Host host, DomainRef self, Func<Sdk.Server.Drivers.Test.Definitions.DomainDefinition, string> value)
    {
        var domain = host.Store.Find(self);
        return $"live {(domain.Live is { } live ? value(live) : "-")} config {(domain.Persistent is { } config ? value(config) : "-")}";
    }

    private static async ValueTask<string> Done(ValueTask call)
    {
        await call;
        return "done";
    }

    private static async ValueTask<string> Answer<T>(ValueTask<T> call, Func<T, string> words) =>
        words(await call) is { Length: > 0 } text ? text : "nothing";

    private static string Figures(Page<DomainStats> page) =>
        string.Join(", ", page.Items.Select(s => $"{s.State} {s.Memory?.ToString(InvariantCulture) ?? "-"}"));

    private static string Numbers(DomainInfo info) =>
        $"{(info.Active ? "active" : "not active")} {info.Memory}/{info.MaxMemory} {info.Vcpus}/{info.MaxVcpus}";

    private static string NameOf(DomainRef domain) => domain.Name!;

    private static string IdIn(string xml) => xml.Contains(" id=\"1\"", StringComparison.Ordinal) ? "document with id" : "document without id";
}
