using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Tests.Drivers.Devices;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>What outlives a server beside a domain's definition.</summary>
public sealed class DomainMarksTests
{
    [Fact]
    public void Sizes_passwords_and_firmware_variables_come_back()
    {
        var guest = new DeviceGuest("<metadata/>");
        Host.Run(guest.Host.Domains.ResizeBlockAsync(new() { Self = guest.Self, Disk = "vda", Capacity = 1 << 20 }, Host.Call));
        guest.Attach("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>");
        Host.Run(guest.Host.Domains.SetUserPasswordAsync(new() { Self = guest.Self, User = "root", Password = "x" }, Host.Call));
        var domain = guest.Host.Store.Find(guest.Self) with { NvramWrites = 3 };

        var revived = DomainMarks.Read(new SimulatedDomain { Persistent = domain.Persistent }, DomainMarks.Of(domain));

        Assert.Equal(1 << 20, revived.Capacities["/images/web1.img"]);
        Assert.Equal((domain.Passwords["root"], 3), (revived.Passwords["root"], revived.NvramWrites));
        Assert.Empty(DomainMarks.Of(new SimulatedDomain { Persistent = domain.Persistent }));
    }

    [Fact]
    public void Firmware_variables_are_written_at_each_start_and_go_back_when_asked()
    {
        var host = new Host();
        var self = Host.Run(host.Domains.DefineAsync(
            new() { Xml = "<domain type='test'><name>u</name><memory>1024</memory><os firmware='efi'><type>hvm</type></os></domain>" }, Host.Call));
        int Start(bool reset)
        {
            Host.Run(host.Domains.CreateAsync(new() { Self = self, ResetNvram = reset }, Host.Call));
            Host.Run(host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
            return host.Store.Find(self).NvramWrites;
        }

        Assert.Equal([1, 2, 1, 2], new[] { false, false, true, false }.Select(Start));
    }
}
