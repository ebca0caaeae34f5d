namespace Virtwire.Sdk.Tests.Drivers.Devices;

/// <summary>Every refusal of a device's document says what is wrong, in which element, and at which line and column.</summary>
public sealed class MalformedDeviceTests
{
    private readonly DeviceGuest _guest = new();

    [Theory]
    [InlineData("", null, 1, 1, "Root element is missing")]
    [InlineData("<disk>\n<target></disk>", null, 2, 11, "does not match")]
    [InlineData("<!DOCTYPE disk><disk/>", null, 1, 1, "document type declaration")]
    [InlineData("<domain/>", "domain", 1, 1, "'domain' is no kind of device")]
    [InlineData("<emulator>/bin/x</emulator>", "emulator", 1, 1, "no kind of device")]
    [InlineData("<d:disk xmlns:d='urn:d'/>", "d:disk", 1, 1, "no kind of device")]
    [InlineData("<disk type='files'/>", "disk", 1, 1, "'files' is no known 'type' of 'disk'")]
    [InlineData("<disk device='tape'/>", "disk", 1, 1, "'tape' is no known 'device'")]
    [InlineData("<disk><source file='/x'/></disk>", "disk", 1, 1, "'disk' has no 'target'")]
    [InlineData("<disk>\n  <target bus='virtio'/>\n</disk>", "disk/target", 2, 3, "'target' has no attribute 'dev'")]
    [InlineData("<disk>\n  <target dev='' bus='virtio'/>\n</disk>", "disk/target", 2, 3, "has no attribute 'dev'")]
    [InlineData("<disk><target dev='vdb' bus='pci'/></disk>", "disk/target", 1, 7, "'pci' is no known 'bus'")]
    [InlineData("<disk><target dev='vdb'/></disk>", "disk", 1, 1, "needs a 'source'")]
    [InlineData("<disk><source/><target dev='vdb'/></disk>", "disk/source", 1, 7, "no attribute 'file'")]
    [InlineData("<disk type='block'><source file='/x'/><target dev='vdb'/></disk>", "disk/source", 1, 20, "no attribute 'dev'")]
    [InlineData("<disk type='network'><source name='x'/><target dev='vdb'/></disk>", "disk/source", 1, 22, "no attribute 'protocol'")]
    [InlineData("<disk type='volume'><source pool='p'/><target dev='vdb'/></disk>", "disk/source", 1, 21, "no attribute 'volume'")]
    [InlineData("<disk type='file' device='cdrom'><source dev='/x'/><target dev='sdb'/></disk>", "disk/source", 1, 34, "no attribute 'file'")]
    [InlineData("<interface/>", "interface", 1, 1, "no attribute 'type'")]
    [InlineData("<interface type='wifi'/>", "interface", 1, 1, "'wifi' is no known 'type'")]
    [InlineData("<interface type='network'/>", "interface", 1, 1, "no 'source'")]
    [InlineData("<interface type='network'><source bridge='b'/></interface>", "interface/source", 1, 27, "no attribute 'network'")]
    [InlineData("<interface type='bridge'><source network='b'/></interface>", "interface/source", 1, 26, "no attribute 'bridge'")]
    [InlineData("<interface type='direct'><source mode='bridge'/></interface>", "interface/source", 1, 26, "no attribute 'dev'")]
    [InlineData("<interface type='user'><mac/></interface>", "interface/mac", 1, 24, "no attribute 'address'")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00'/></interface>", "interface/mac", 1, 24, "is no hardware address")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00:0g'/></interface>", "interface/mac", 1, 24, "is no hardware address")]
    [InlineData("<interface type='user'><mac address='01:54:00:00:00:01'/></interface>", "interface/mac", 1, 24, "the address of a group")]
    [InlineData("<interface type='user'><link state='sideways'/></interface>", "interface/link", 1, 24, "'sideways' is no known 'state'")]
    [InlineData("<controller/>", "controller", 1, 1, "no attribute 'type'")]
    [InlineData("<controller type='nubus'/>", "controller", 1, 1, "'nubus' is no known 'type'")]
    [InlineData("<controller type='scsi' index='-1'/>", "controller", 1, 1, "'-1' is not a number")]
    [InlineData("<channel/>", "channel", 1, 1, "no attribute 'type'")]
    [InlineData("<channel type='unix'/>", "channel", 1, 1, "no 'target'")]
    [InlineData("<channel type='unix'><target name='x'/></channel>", "channel/target", 1, 22, "no attribute 'type'")]
    [InlineData("<channel type='unix'><target type='isa' name='x'/></channel>", "channel/target", 1, 22, "'isa' is no known type")]
    [InlineData("<console type='paper'/>", "console", 1, 1, "'paper' is no known 'type'")]
    [InlineData("<graphics type='oil'/>", "graphics", 1, 1, "'oil' is no known 'type'")]
    [InlineData("<hostdev type='pci'/>", "hostdev", 1, 1, "no attribute 'mode'")]
    [InlineData("<hostdev mode='subsystem'/>", "hostdev", 1, 1, "no attribute 'type'")]
    [InlineData("<hostdev mode='subsystem' type='pci'/>", "hostdev", 1, 1, "no 'source'")]
    [InlineData("<filesystem><target dir='x'/></filesystem>", "filesystem", 1, 1, "no 'source'")]
    [InlineData("<filesystem><source dir='x'/><target/></filesystem>", "filesystem/target", 1, 30, "no attribute 'dir'")]
    [InlineData("<rng model='dice'/>", "rng", 1, 1, "'dice' is no known 'model'")]
    [InlineData("<rng model='virtio'/>", "rng", 1, 1, "no 'backend'")]
    [InlineData("<watchdog model='poodle'/>", "watchdog", 1, 1, "'poodle' is no known 'model'")]
    [InlineData("<input type='glove'/>", "input", 1, 1, "'glove' is no known 'type'")]
    [InlineData("<memory model='core'/>", "memory", 1, 1, "'core' is no known 'model'")]
    [InlineData("<memory model='dimm'><target/></memory>", "memory/target", 1, 22, "no 'size'")]
    [InlineData("<memory model='dimm'><target><size>much</size></target></memory>", "memory/target/size", 1, 30, "'much' is not an amount")]
    [InlineData("<shmem/>", "shmem", 1, 1, "no attribute 'name'")]
    [InlineData("<lease><key>k</key></lease>", "lease", 1, 1, "no 'target'")]
    [InlineData("<lease><target path='/x'/></lease>", "lease", 1, 1, "no 'key'")]
    public void A_device_that_lacks_something_is_refused(string xml, string? element, int line, int column, string reason)
    {
        foreach (var call in new Action[] { () => _guest.Attach(xml), () => _guest.Update(xml) })
        {
            var refusal = _guest.Refused<XmlInvalidException>(call);
            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
            Assert.Equal((element, line, column), (refusal.Element, refusal.Line, refusal.Column));
        }
    }
}
