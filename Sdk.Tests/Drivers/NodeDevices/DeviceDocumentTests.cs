using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.NodeDevices.DeviceHost;

namespace Virtwire.Sdk.Tests.Drivers.NodeDevices;

/// <summary>A device's document keeps what the host does not know; what is none of a device is refused where the fault is.</summary>
public sealed class DeviceDocumentTests
{
    private readonly Host _host = new();

    [Fact]
    public async Task What_was_defined_is_answered_with_the_name_that_the_host_gives()
    {
        await _host.CreateAsync(Host.Card());
        const string Xml = "<!-- mine --><device><parent>pci_0000_06_00_0</parent><x:more xmlns:x='urn:x' a='1'>text</x:more>"
            + "<capability type='mdev'><type id='vgpu-1'/><uuid>c2177883-f1bb-47f0-914d-32a22e3a8804</uuid><attr name='assign' value='2'/></capability></device>";
        var self = await _host.DefineAsync(Xml);
        var answered = await _host.Devices.GetXmlAsync(new() { Self = self }, Host.Call);

        Assert.Equal(
            CanonicalXml.Of(Xml.Replace("<device>", $"<device><name>{Host.Share.Name}</name>", StringComparison.Ordinal)), CanonicalXml.Of(answered));
        Assert.Equal(self, await _host.DefineAsync(answered));
        Assert.Equal(answered, await _host.Devices.GetXmlAsync(new() { Self = self }, Host.Call));
    }

    [Fact]
    public async Task One_without_a_uuid_gets_one_and_is_found_under_it()
    {
        await _host.CreateAsync(Host.Card());
        var self = await _host.DefineAsync("<device><parent>pci_0000_06_00_0</parent><capability type='mdev'><type id='vgpu-1'/></capability></device>");
        var xml = await _host.Devices.GetXmlAsync(new() { Self = self }, Host.Call);

        Assert.Matches("<uuid>[0-9a-f-]{36}</uuid>", xml);
        Assert.Equal(self, await _host.DefineAsync(xml));
    }

    [Theory]
    [InlineData(1, 1, null, "")]
    [InlineData(1, 1, null, "<!DOCTYPE device><device/>")]
    [InlineData(1, 1, "domain", "<domain/>")]
    [InlineData(1, 1, "device", "<device/>")]
    [InlineData(1, 9, "device/name", "<device><name>a/b</name><capability type='system'/></device>")]
    [InlineData(2, 1, "device/capability", "<device>\n<capability/></device>")]
    [InlineData(1, 9, "device/capability", "<device><capability type='blah'/></device>")]
    [InlineData(1, 9, "device/parent", "<device><parent wwnn='2000000012341234'/><capability type='scsi_host'/></device>")]
    [InlineData(1, 9, "device/parent", "<device><parent fabric_wwn='7'/><capability type='scsi_host'/></device>")]
    [InlineData(1, 38, "device/capability/capability", "<device><capability type='scsi_host'><capability type='fc_host'/></capability></device>")]
    [InlineData(1, 65, "device/capability/capability/wwnn", "<device><capability type='scsi_host'><capability type='fc_host'><wwnn>xx</wwnn><wwpn>1000000012341234</wwpn></capability></capability></device>")]
    [InlineData(1, 9, "device/capability", "<device><capability type='pci'/></device>")]
    [InlineData(1, 32, "device/capability/domain", "<device><capability type='pci'><domain>65536</domain><bus>0</bus><slot>0</slot><function>0</function></capability></device>")]
    [InlineData(1, 62, "device/capability/slot", "<device><capability type='pci'><domain>0</domain><bus>0</bus><slot>32</slot><function>0</function></capability></device>")]
    [InlineData(1, 9, "device/capability", "<device><capability type='mdev'/></device>")]
    [InlineData(1, 33, "device/capability/type", "<device><capability type='mdev'><type/></capability></device>")]
    [InlineData(1, 47, "device/capability/uuid", "<device><capability type='mdev'><type id='a'/><uuid>7</uuid></capability></device>")]
    public async Task What_is_none_of_a_device_is_refused_at_the_place_of_the_fault(int line, int column, string? element, string xml)
    {
        var created = await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.CreateAsync(xml));
        var defined = await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.DefineAsync(xml));

        Assert.Equal((line, column, element), (created.Line, created.Column, created.Element));
        Assert.Equal(created.Message, defined.Message);
        Assert.Equal(4, (await _host.NamesAsync()).Count);
    }
}
