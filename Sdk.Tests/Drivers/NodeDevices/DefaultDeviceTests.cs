using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.NodeDevices.DeviceHost;

namespace Virtwire.Sdk.Tests.Drivers.NodeDevices;

/// <summary>A fresh host has the devices of libvirt's own test:///default, and no others.</summary>
public sealed class DefaultDeviceTests
{
    private static readonly string[] Names = ["computer", "scsi_host1", "scsi_host11", "scsi_host2"];

    private readonly Host _host = new();

    [Fact]
    public async Task There_are_four_and_nothing_is_told_of_them()
    {
        Assert.Equal(Names, await _host.NamesAsync());
        Assert.Empty(_host.Events.Take());
    }

    [Fact]
    public async Task Libvirt_has_the_same_with_the_same_documents()
    {
        Assert.SkipUnless(Virsh.IsInstalled, "virsh is not installed: nothing was compared with libvirt.");
        foreach (var name in Names)
        {
            var theirs = await Virsh.RunAsync($"nodedev-dumpxml {name}");
            var ours = await _host.Devices.GetXmlAsync(new() { Self = NodeDeviceRef.ByName(name) }, Host.Call);
            Assert.Equal(CanonicalXml.Of(theirs), CanonicalXml.Of(ours));
            var info = await _host.Devices.GetInfoAsync(NodeDeviceRef.ByName(name), Host.Call);
            var described = await Virsh.RunAsync($"nodedev-info {name}");
            string Value(string of) => described.Split('\n').Single(l => l.StartsWith(of + ":", StringComparison.Ordinal))[(of.Length + 1)..].Trim();
            Assert.Equal(Value("Parent"), info.Parent ?? "");
            Assert.Equal([Value("Active"), Value("Persistent"), Value("Autostart")], new[] { info.Active ? "yes" : "no", info.Persistent ? "yes" : "no", info.Autostart ? "autostart" : "no autostart" });
        }

        // Had libvirt any other, it would have to belong to one of these or to nothing.
        Assert.Contains("error", await Virsh.RunAsync("nodedev-dumpxml pci_0000_06_00_0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("computer", "system")]
    [InlineData("scsi_host1", "scsi_host fc_host vports")]
    [InlineData("scsi_host2", "scsi_host fc_host vports")]
    [InlineData("scsi_host11", "scsi_host fc_host")]
    public async Task Each_says_what_it_is_and_has(string name, string capabilities)
    {
        var self = await _host.Devices.LookupByNameAsync(new() { Name = name }, Host.Call);

        Assert.Equal(capabilities.Split(' '), (await _host.Devices.ListCapabilitiesAsync(self, Host.Call)).Select(c => c.ToString()));
        Assert.Equal(capabilities.Split(' '), (await _host.Devices.GetInfoAsync(self, Host.Call)).Capabilities.Select(c => c.ToString()));
    }

    [Fact]
    public async Task They_are_found_by_capability_and_by_world_wide_names()
    {
        Assert.Equal(["computer"], await _host.NamesAsync(new() { Capability = NodeDeviceCapability.System }));
        Assert.Equal(["scsi_host1", "scsi_host2"], await _host.NamesAsync(new() { Capability = NodeDeviceCapability.Vports }));
        Assert.Equal(["scsi_host1", "scsi_host11", "scsi_host2"], await _host.NamesAsync(new() { Capability = NodeDeviceCapability.FcHost }));
        Assert.Empty(await _host.NamesAsync(new() { Capability = NodeDeviceCapability.Pci }));
        Assert.Empty(await _host.NamesAsync(new() { Active = false }));
        Assert.Equal(Names, await _host.NamesAsync(new() { Active = true }));

        var found = await _host.Devices.LookupByWwnAsync(new() { Wwnn = "2000000034563456", Wwpn = "1000000034563456" }, Host.Call);
        Assert.Equal("scsi_host11", found.Name);
        await Assert.ThrowsAsync<NoNodeDeviceException>(async () =>
            await _host.Devices.LookupByWwnAsync(new() { Wwnn = "2000000034563456", Wwpn = "1000000056785678" }, Host.Call));
    }

    [Fact]
    public async Task What_no_call_can_be_made_of_is_refused()
    {
        var computer = NodeDeviceRef.ByName("computer");
        Func<Task>[] calls =
        [
            async () => await _host.Devices.DestroyAsync(computer, Host.Call),
            async () => await _host.Devices.DestroyAsync(NodeDeviceRef.ByName("scsi_host1"), Host.Call),
            async () => await _host.Devices.UndefineAsync(new() { Self = computer }, Host.Call),
            async () => await _host.Devices.SetAutostartAsync(new() { Self = computer, Autostart = true }, Host.Call),
            async () => await _host.Devices.DetachAsync(new() { Self = computer }, Host.Call),
            async () => await _host.Devices.ReattachAsync(computer, Host.Call),
            async () => await _host.Devices.ResetAsync(computer, Host.Call),
        ];

        foreach (var call in calls)
            await Assert.ThrowsAsync<NodeDeviceUnsuitableException>(call);
        await Assert.ThrowsAsync<NodeDeviceActiveException>(async () => await _host.StartAsync(computer));
        Assert.False(await _host.Devices.GetAutostartAsync(computer, Host.Call));
        Assert.Equal(Names, await _host.NamesAsync());
        Assert.Empty(_host.Events.Take());
    }

    [Fact]
    public async Task Every_call_of_one_that_there_is_not_is_refused()
    {
        var nobody = NodeDeviceRef.ByName("nobody");
        Func<Task>[] calls =
        [
            async () => await _host.Devices.LookupByNameAsync(new() { Name = "nobody" }, Host.Call),
            async () => await _host.StartAsync(nobody),
            async () => await _host.Devices.DestroyAsync(nobody, Host.Call),
            async () => await _host.Devices.UndefineAsync(new() { Self = nobody }, Host.Call),
            async () => await _host.Devices.GetInfoAsync(nobody, Host.Call),
            async () => await _host.Devices.GetXmlAsync(new() { Self = nobody }, Host.Call),
            async () => await _host.Devices.ListCapabilitiesAsync(nobody, Host.Call),
            async () => await _host.Devices.DetachAsync(new() { Self = nobody }, Host.Call),
            async () => await _host.Devices.ReattachAsync(nobody, Host.Call),
            async () => await _host.Devices.ResetAsync(nobody, Host.Call),
            async () => await _host.Devices.GetAutostartAsync(nobody, Host.Call),
            async () => await _host.Devices.SetAutostartAsync(new() { Self = nobody, Autostart = true }, Host.Call),
        ];

        foreach (var call in calls)
            Assert.Equal("nobody", (await Assert.ThrowsAsync<NoNodeDeviceException>(call)).Device);
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        var first = await _host.Devices.ListAsync(new() { Limit = 3 }, Host.Call);
        var second = await _host.Devices.ListAsync(new() { Limit = 3, After = first.Next }, Host.Call);

        Assert.Equal(Names, first.Items.Concat(second.Items).Select(d => d.Name));
        Assert.Null(second.Next);
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await _host.Devices.ListAsync(new() { After = "?" }, Host.Call));
    }
}
