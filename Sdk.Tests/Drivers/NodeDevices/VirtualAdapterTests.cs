using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.NodeDevices.DeviceHost;

namespace Virtwire.Sdk.Tests.Drivers.NodeDevices;

/// <summary>Virtual host bus adapters are made on those that can have them, as on libvirt's own simulator.</summary>
public sealed class VirtualAdapterTests
{
    private readonly Host _host = new();

    [Fact]
    public async Task One_is_made_told_of_found_and_destroyed()
    {
        var self = await _host.CreateAsync(Host.Adapter(parent: "<parent>scsi_host2</parent>"));

        Assert.Equal("scsi_host12", self.Name);
        Assert.Equal("active transient", await _host.DescribeAsync(self));
        Assert.Equal("scsi_host2", (await _host.Devices.GetInfoAsync(self, Host.Call)).Parent);
        Assert.Equal(self, await _host.Devices.LookupByWwnAsync(new() { Wwnn = "2001001B32A9DA4E", Wwpn = "2101001b32a9da4e" }, Host.Call));

        await _host.Devices.DestroyAsync(self, Host.Call);
        Assert.Equal(["created scsi_host12", "deleted scsi_host12"], _host.Events.Take());
        Assert.Equal("gone", await _host.DescribeAsync(self));
    }

    [Fact]
    public async Task Libvirt_makes_one_of_the_same_name_on_the_same_parent_with_the_same_names()
    {
        Assert.SkipUnless(Virsh.IsInstalled, "virsh is not installed: nothing was compared with libvirt.");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Host.Adapter(), TestContext.Current.CancellationToken);
            var output = await Virsh.RunAsync($"nodedev-create {file}; nodedev-dumpxml scsi_host12; nodedev-destroy scsi_host12");
            var theirs = output[output.IndexOf("<device>", StringComparison.Ordinal)..(output.IndexOf("</device>", StringComparison.Ordinal) + 9)];
            var self = await _host.CreateAsync(Host.Adapter());
            var ours = await _host.Devices.GetXmlAsync(new() { Self = self }, Host.Call);

            // libvirt's simulator copies the number of another adapter; the kernel gives each its own.
            Assert.Equal(
                CanonicalXml.Of(theirs.Replace("<host>11<", "<host>12<", StringComparison.Ordinal).Replace("<unique_id>10<", "<unique_id>11<", StringComparison.Ordinal)),
                CanonicalXml.Of(ours));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_parent_is_given_by_name_by_its_own_names_by_its_fabric_or_chosen()
    {
        foreach (var (parent, expected) in new[]
        {
            ("<parent wwnn='2000000056785678' wwpn='1000000056785678'/>", "scsi_host2"),
            ("<parent fabric_wwn='2000000087658765'/>", "scsi_host2"),
            ("", "scsi_host1"),
        })
        {
            var self = await _host.CreateAsync(Host.Adapter(parent));
            Assert.Equal(expected, (await _host.Devices.GetInfoAsync(self, Host.Call)).Parent);
            var xml = await _host.Devices.GetXmlAsync(new() { Self = self }, Host.Call);
            Assert.Contains($"<parent>{expected}</parent>", xml, StringComparison.Ordinal);
            await _host.Devices.DestroyAsync(self, Host.Call);
        }
    }

    [Fact]
    public async Task A_number_is_never_given_twice()
    {
        var first = await _host.CreateAsync(Host.Adapter());
        await _host.Devices.DestroyAsync(first, Host.Call);
        var second = await _host.CreateAsync(Host.Adapter());
        var third = await _host.CreateAsync(Host.Adapter(wwpn: "2101001b32a9da4f"));

        Assert.Equal(["scsi_host12", "scsi_host13", "scsi_host14"], new[] { first.Name!, second.Name!, third.Name! });
    }

    [Theory]
    [InlineData("<parent>computer</parent>")]
    [InlineData("<parent>scsi_host11</parent>")]
    [InlineData("<parent>nobody</parent>")]
    [InlineData("<parent wwnn='2000000056785678' wwpn='1000000012341234'/>")]
    [InlineData("<parent fabric_wwn='0000000000000000'/>")]
    public async Task A_parent_that_is_not_there_or_cannot_is_refused(string parent)
    {
        await Assert.ThrowsAsync<NodeDeviceParentUnsuitableException>(async () => await _host.CreateAsync(Host.Adapter(parent)));

        Assert.Equal(4, (await _host.NamesAsync()).Count);
        Assert.Empty(_host.Events.Take());
    }

    [Fact]
    public async Task World_wide_names_are_given_once()
    {
        var refusal = await Assert.ThrowsAsync<NodeDeviceExistsException>(async () =>
            await _host.CreateAsync(Host.Adapter(wwnn: "2000000056785678", wwpn: "1000000056785678")));

        Assert.Equal("scsi_host2", refusal.Name);
    }

    [Theory]
    [InlineData("<device><capability type='scsi_host'/></device>")]
    [InlineData("<device><capability type='usb_device'/></device>")]
    [InlineData("<device><capability type='system'/></device>")]
    public async Task What_cannot_be_made_is_refused(string xml)
    {
        await Assert.ThrowsAsync<NodeDeviceUnsuitableException>(async () => await _host.CreateAsync(xml));
        await Assert.ThrowsAsync<NodeDeviceUnsuitableException>(async () => await _host.DefineAsync(xml));
    }

    [Fact]
    public async Task Either_a_document_or_a_device_must_be_given()
    {
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _host.Devices.CreateAsync(default, Host.Call));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () =>
            await _host.Devices.CreateAsync(new() { Xml = Host.Adapter(), Device = NodeDeviceRef.ByName("computer") }, Host.Call));
    }
}
