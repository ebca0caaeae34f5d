using Virtwire.Sdk.Tests.Drivers.Devices;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Guests;

/// <summary>Addresses, keys, screens and consoles.</summary>
public sealed class GuestAccessTests
{
    private readonly DeviceGuest _guest = new();

    [Fact]
    public void The_default_guest_has_the_address_that_libvirts_simulator_gives_it()
    {
        var host = new Host(withDefaultGuest: true);
        var lease = Host.Run(host.Domains.GetInterfaceAddressesAsync(new() { Self = DomainRef.ByName("test") }, Host.Call));
        Assert.Equal(["testnet0 aa:bb:cc:dd:ee:ff 192.168.122.3/24"], lease.Select(Text));
    }

    [Fact]
    public void Who_is_asked_knows_what_it_can()
    {
        _guest.Attach("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>");
        Assert.Equal(["vnet7 52:54:00:00:00:01 192.168.122.3/24"], Addresses(DomainAddressSource.Lease).Select(Text));
        Assert.Equal(["vnet7 52:54:00:00:00:01 192.168.122.3/0", "52:54:00:00:00:02 52:54:00:00:00:02 192.168.1.2/0"], Addresses(DomainAddressSource.Arp).Select(Text));
        Assert.Equal(
            [
                "lo 00:00:00:00:00:00 127.0.0.1/8 ::1/128",
                "eth0 52:54:00:00:00:01 192.168.122.3/24 fe80::5054:ff:fe00:1/64",
                "eth1 52:54:00:00:00:02 192.168.1.2/24 fe80::5054:ff:fe00:2/64",
            ],
            Addresses(DomainAddressSource.Agent).Select(Text));
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
