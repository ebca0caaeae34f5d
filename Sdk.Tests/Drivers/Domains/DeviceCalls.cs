using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>A call of every method about devices, processors, metadata and the guest, in the variants in which its rules differ.</summary>
internal static class DeviceCalls
{
    private const string Disk = "<disk><source file='/x'/><target dev='vdb' bus='virtio'/></disk>";

    public static IReadOnlyList<(string Method, Func<Host, DomainRef, ValueTask<string>> Call)> All { get; } =
    [
        ("getSpec", (h, self) => Answer(h.Domains.GetSpecAsync(new() { Self = self }, Host.Call), s => $"{s.Name} {s.Memory} {s.Vcpus}")),
        ("pinVcpu", (h, self) => Done(h.Domains.PinVcpuAsync(new() { Self = self, Vcpu = 0, Cpus = [0] }, Host.Call))),
        ("pinVcpu both", (h, self) =>
            Done(h.Domains.PinVcpuAsync(new() { Self = self, Vcpu = 0, Cpus = [0], Affect = DomainAffect.LiveAndConfig }, Host.Call))),
        ("getSchedulerParameters", (h, self) =>
            Answer(h.Domains.GetSchedulerParametersAsync(new() { Self = self }, Host.Call), p => $"{p.CpuShares} {p.VcpuQuota}")),
        ("setSchedulerParameters", (h, self) =>
            Done(h.Domains.SetSchedulerParametersAsync(new() { Self = self, Parameters = new() { CpuShares = 2 } }, Host.Call))),
        ("getCpuStats", (h, self) => Answer(h.Domains.GetCpuStatsAsync(self, Host.Call), s => $"{s.Cpus.Count} processors")),
        ("attachDevice", (h, self) => Attach(h, self, null)),
        ("attachDevice live", (h, self) => Attach(h, self, DomainAffect.Live)),
        ("attachDevice config", (h, self) => Attach(h, self, DomainAffect.Config)),
        ("attachDevice both", (h, self) => Attach(h, self, DomainAffect.LiveAndConfig)),
        ("detachDevice", (h, self) => Done(h.Domains.DetachDeviceAsync(new() { Self = self, Xml = Disk }, Host.Call))),
        ("updateDevice", (h, self) => Done(h.Domains.UpdateDeviceAsync(new() { Self = self, Xml = Disk }, Host.Call))),
        ("getBlockInfo", (h, self) => Answer(h.Domains.GetBlockInfoAsync(new() { Self = self, Disk = "vda" }, Host.Call), i => $"{i.Capacity}")),
        ("resizeBlock", (h, self) => Done(h.Domains.ResizeBlockAsync(new() { Self = self, Disk = "vda", Capacity = 512 }, Host.Call))),
        ("getBlockStats", (h, self) => Answer(h.Domains.GetBlockStatsAsync(new() { Self = self }, Host.Call), s => $"{s.ReadBytes}")),
        ("getInterfaceStats", (h, self) =>
            Answer(h.Domains.GetInterfaceStatsAsync(new() { Self = self, Device = "vnet0" }, Host.Call), s => $"{s.RxBytes}")),
        ("getInterfaceAddresses", (h, self) =>
            Answer(h.Domains.GetInterfaceAddressesAsync(new() { Self = self }, Host.Call), i => $"{i.Count} interfaces")),
        ("setMetadata", (h, self) => SetTitle(h, self, null)),
        ("setMetadata both", (h, self) => SetTitle(h, self, DomainAffect.LiveAndConfig)),
        ("getMetadata", (h, self) => Answer(h.Domains.GetMetadataAsync(new() { Self = self, Type = DomainMetadataType.Title }, Host.Call), t => t)),
        ("sendKey", (h, self) => Done(h.Domains.SendKeyAsync(new() { Self = self, Keys = [30] }, Host.Call))),
        ("screenshot", (h, self) => Answer(h.Domains.ScreenshotAsync(new() { Self = self }, Host.Call), _ => "ticket")),
        ("openConsole", (h, self) => Answer(h.Domains.OpenConsoleAsync(new() { Self = self }, Host.Call), _ => "ticket")),
        ("getGuestInfo", (h, self) => Answer(h.Domains.GetGuestInfoAsync(new() { Self = self }, Host.Call), i => i.Hostname!)),
        ("freezeFilesystems", (h, self) => Answer(h.Domains.FreezeFilesystemsAsync(new() { Self = self }, Host.Call), n => $"{n}")),
        ("thawFilesystems", (h, self) => Answer(h.Domains.ThawFilesystemsAsync(new() { Self = self }, Host.Call), n => $"{n}")),
        ("setUserPassword", (h, self) => Done(h.Domains.SetUserPasswordAsync(new() { Self = self, User = "root", Password = "x" }, Host.Call))),
    ];

    private static ValueTask<string> Attach(Host host, DomainRef self, DomainAffect? affect) =>
        Answer(host.Domains.AttachDeviceAsync(new() { Self = self, Xml = Disk, Affect = affect }, Host.Call), d => d.Device);

    private static ValueTask<string> SetTitle(Host host, DomainRef self, DomainAffect? affect) =>
        Done(host.Domains.SetMetadataAsync(new() { Self = self, Type = DomainMetadataType.Title, Metadata = "T", Affect = affect }, Host.Call));

    private static async ValueTask<string> Done(ValueTask call)
    {
        await call;
        return "done";
    }

    private static async ValueTask<string> Answer<T>(ValueTask<T> call, Func<T, string> words) => words(await call);
}
