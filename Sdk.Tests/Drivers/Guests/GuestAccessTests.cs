using Virtwire.Sdk.Tests.Drivers.Devices;
using Virtwire.Sdk.Tests.Drivers.Networks;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Guests;

/// <summary>Addresses, keys, screens and consoles.</summary>
public sealed class GuestAccessTests
{
    private readonly DeviceGuest _guest = new();

    [Fact]
    public void On_the_hosts_networks_a_guest_has_what_it_was_given_and_elsewhere_what_the_simulator_makes_up()
    {
        var host = new NetworkHost();
        host.CreateXml("<network><name>lan</name>" + NetworkHost.Dhcp("<range start='10.0.0.20' end='10.0.0.29'/>") + "</network>");
        var self = Host.Run(host.Domains.CreateXmlAsync(
            new()
            {
                Xml = Host.Xml("web1", more: """
                    <devices>
                      <interface type='network'><mac address='52:54:00:00:00:01'/><source network='lan'/><target dev='vnet7'/></interface>
                      <interface type='network'><mac address='52:54:00:00:00:02'/><source network='gone'/></interface>
                      <interface type='bridge'><mac address='52:54:00:00:00:03'/><source bridge='br0'/></interface>
                      <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
                    </devices>
                    """),
            },
            Host.Call));
        IEnumerable<string> Ask(DomainAddressSource? source) =>
            Host.Run(host.Domains.GetInterfaceAddressesAsync(new() { Self = self, Source = source }, Host.Call)).Select(Text);

        Assert.Equal(["vnet7 52:54:00:00:00:01 10.0.0.21/24"], Ask(null));
        Assert.Equal(["vnet7 52:54:00:00:00:01 10.0.0.21/0", "52:54:00:00:00:03 52:54:00:00:00:03 192.168.2.2/0"], Ask(DomainAddressSource.Arp));
        Assert.Equal(
            [
                "lo 00:00:00:00:00:00 127.0.0.1/8 ::1/128",
                "eth0 52:54:00:00:00:01 10.0.0.21/24 fe80::5054:ff:fe00:1/64",
                "eth1 52:54:00:00:00:02 fe80::5054:ff:fe00:2/64",
                "eth2 52:54:00:00:00:03 192.168.2.2/24 fe80::5054:ff:fe00:3/64",
            ],
            Ask(DomainAddressSource.Agent));
    }

    [Fact]
    public void Who_is_asked_must_be_somebody_and_the_domain_active()
    {
        Assert.Equal("source", _guest.Refused<InvalidArgumentException>(() => Addresses(DomainAddressSource.Of("rumour"))).Parameter);
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Addresses(DomainAddressSource.Lease));
    }

    [Fact]
    public void Keys_are_pressed_together()
    {
        Press([29, 56, 111]);
        Assert.Equal([29, 56, 111], _guest.Host.Store.Find(_guest.Self).Guest.Keys);
        Press([4], DomainKeycodeSet.Usb);
        Assert.Equal([4], _guest.Host.Store.Find(_guest.Self).Guest.Keys);
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Press([1]));
    }

    [Theory]
    [InlineData(0, "linux", "keys")]
    [InlineData(-1, "linux", "keys")]
    [InlineData(768, "linux", "keys")]
    [InlineData(256, "usb", "keys")]
    [InlineData(1, "piano", "codeset")]
    public void What_is_no_key_is_refused(int key, string codeset, string parameter) => Assert.Equal(
        parameter, _guest.Refused<InvalidArgumentException>(() => Press([30, key], DomainKeycodeSet.Of(codeset))).Parameter);

    [Fact]
    public void A_screen_that_there_is_has_no_way_for_its_picture_yet()
    {
        _guest.Refused<NoStreamEndpointException>(() => Screenshot(1));
        Assert.Equal("screen", _guest.Refused<InvalidArgumentException>(() => Screenshot(2)).Parameter);
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Screenshot(0));
        Assert.Throws<NoDomainException>(() => Host.Run(_guest.Host.Domains.ScreenshotAsync(new() { Self = DomainRef.ByName("web9") }, Host.Call)));
    }

    [Fact]
    public void A_console_that_there_is_has_no_way_for_its_bytes_yet()
    {
        Assert.Empty(_guest.Refused<NoDeviceException>(() => Console(null)).Devices!);
        _guest.Attach("<console type='pty'><target type='virtio'/></console>");
        _guest.Attach("<channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/><alias name='spice0'/></channel>");

        _guest.Refused<NoStreamEndpointException>(() => Console(null));
        _guest.Refused<NoStreamEndpointException>(() => Console("console0"));
        Assert.Equal(["console0", "spice0"], _guest.Refused<NoDeviceException>(() => Console("serial9")).Devices);
        Assert.Equal("device", _guest.Refused<ArgumentUnsupportedException>(() => Console("spice0")).Parameter);
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Console(null));
    }

    private static string Text(DomainInterfaceAddresses i) =>
        $"{i.Name} {i.Mac} {string.Join(' ', i.Addresses.Select(a => $"{a.Address}/{a.Prefix}"))}";

    private IReadOnlyList<DomainInterfaceAddresses> Addresses(DomainAddressSource source) =>
        Host.Run(_guest.Host.Domains.GetInterfaceAddressesAsync(new() { Self = _guest.Self, Source = source }, Host.Call));

    private void Press(int[] keys, DomainKeycodeSet? codeset = null) =>
        Host.Run(_guest.Host.Domains.SendKeyAsync(new() { Self = _guest.Self, Keys = keys, Codeset = codeset }, Host.Call));

    private void Screenshot(int screen) => Host.Run(_guest.Host.Domains.ScreenshotAsync(new() { Self = _guest.Self, Screen = screen }, Host.Call));

    private void Console(string? device) => Host.Run(_guest.Host.Domains.OpenConsoleAsync(new() { Self = _guest.Self, Device = device }, Host.Call));
}
