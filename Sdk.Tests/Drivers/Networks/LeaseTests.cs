using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>An active guest on an active network with DHCP has a lease: from the start of the later one to the end of the first.</summary>
public sealed class LeaseTests
{
    private const string Mac = "52:54:00:00:00:01";

    private readonly Host _host = new();

    [Fact]
    public void The_default_guest_has_the_address_that_libvirt_gives_it()
    {
        _host.Store.Begin();
        var guest = Start(Host.Guest("test", ("AA:BB:CC:DD:EE:FF", "default")));
        var lease = Assert.Single(Leases("default"));

        Assert.Equal(("aa:bb:cc:dd:ee:ff", "192.168.122.3", 24, IpFamily.Ipv4), (lease.Mac, lease.Address, lease.Prefix, lease.Family));
        Assert.Equal(("virbr0", "test", "01:aa:bb:cc:dd:ee:ff", null), (lease.Bridge, lease.Hostname, lease.ClientId, lease.Iaid));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddHours(1), lease.Expires);

        // The next activation is given another one, as libvirt's simulator does.
        SimulatedHost.Run(_host.Domains.DestroyAsync(new() { Self = guest }, Host.Call));
        Assert.Empty(Leases("default"));
        SimulatedHost.Run(_host.Domains.CreateXmlAsync(new() { Xml = Host.Guest("test2", (Mac, "default")) }, Host.Call));
        Assert.Equal("192.168.122.23", Assert.Single(Leases("default")).Address);
    }

    [Fact]
    public void Leases_come_and_go_with_guests_and_networks_and_are_told_behind_them()
    {
        var network = _host.Define(Host.Xml("lan", more: Host.Dhcp("<range start='10.0.0.2' end='10.0.0.9'/>")));
        var guest = Start(Host.Guest("g", (Mac, "lan"), ("52:54:00:00:00:02", "lan"), ("52:54:00:00:00:03", "elsewhere")));
        Assert.Empty(Leases("lan"));
        _host.Events.Take();

        _host.Create(network);
        Assert.Equal(
            ["stateChanged lan True started", $"leaseAdded lan 10.0.0.3 {Mac}", "leaseAdded lan 10.0.0.4 52:54:00:00:00:02"], _host.Events.Take());
        Assert.Equal(["10.0.0.3", "10.0.0.4"], _host.Leases.OfDomain(guest.Uuid!.Value).Select(l => l.Address.ToString()));

        SimulatedHost.Run(_host.Networks.DestroyAsync(network, Host.Call));
        Assert.Equal(
            ["stateChanged lan False stopped", $"leaseRemoved lan 10.0.0.3 {Mac}", "leaseRemoved lan 10.0.0.4 52:54:00:00:00:02"], _host.Events.Take());
        Assert.Empty(_host.Leases.OfDomain(guest.Uuid!.Value));
        Assert.Empty(Leases("lan"));

        _host.Create(network);
        _host.Events.Take();
        SimulatedHost.Run(_host.Domains.ShutdownAsync(new() { Self = guest }, Host.Call));
        Assert.Equal(3, _host.Events.Take().Count);
        SimulatedHost.Run(_host.Domains.CreateAsync(new() { Self = guest, Paused = true }, Host.Call));
        Assert.Equal("leaseAdded lan 10.0.0.7 52:54:00:00:00:01", _host.Events.Take()[2]);
    }

    [Fact]
    public void A_change_of_a_running_guest_or_network_leaves_its_leases()
    {
        var network = _host.CreateXml(Host.Xml("lan", more: Host.Dhcp("<range start='10.0.0.2' end='10.0.0.9'/>")));
        var guest = Start(Host.Guest("g", (Mac, "lan")));
        _host.Events.Take();
        SimulatedHost.Run(_host.Domains.SetMemoryAsync(new() { Self = guest, Memory = 1024, Affect = DomainAffect.Live }, Host.Call));
        SimulatedHost.Run(_host.Domains.SuspendAsync(guest, Host.Call));
        _host.Update(network, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, $"<host mac='{Mac}' ip='10.0.0.9'/>");

        Assert.DoesNotContain(_host.Events.Take(), e => e.StartsWith("lease", StringComparison.Ordinal));
        Assert.Equal("10.0.0.3", Assert.Single(Leases("lan")).Address);
    }

    [Theory]
    [InlineData("<host mac='52:54:00:00:00:01' name='printer' ip='10.0.0.77'/>", "10.0.0.77", "printer")]
    [InlineData("<host mac='52:54:00:00:00:01' ip='10.0.0.77'/>", "10.0.0.77", "g")]
    [InlineData("<host name='g' ip='10.0.0.77'/>", "10.0.0.77", "g")]
    [InlineData("<host name='other' ip='10.0.0.77'/>", "10.0.0.3", "g")]
    [InlineData("<host mac='52:54:00:00:00:99' ip='10.0.0.3'/>", "10.0.0.4", "g")]
    public void A_fixed_address_is_its_guests_and_no_others(string entry, string address, string hostname)
    {
        _host.CreateXml(Host.Xml("lan", more: Host.Dhcp("<range start='10.0.0.2' end='10.0.0.9'/>" + entry)));
        Start(Host.Guest("g", (Mac, "lan")));
        var lease = Assert.Single(Leases("lan"));

        Assert.Equal((address, hostname), (lease.Address, lease.Hostname));
    }

    [Fact]
    public void No_address_is_given_twice_and_none_when_all_are()
    {
        _host.CreateXml(Host.Xml("lan", more: Host.Dhcp("<range start='10.0.0.1' end='10.0.0.4'/><range start='10.0.0.11' end='10.0.0.12'/>")));
        for (var i = 0; i < 8; i++)
            Start(Host.Guest($"g{i}", ($"52:54:00:00:00:0{i}", "lan")));

        // The bridge's own address, the first of the range, is nobody else's.
        Assert.Equal(
            ["10.0.0.11", "10.0.0.12", "10.0.0.2", "10.0.0.3", "10.0.0.4"], Leases("lan").Select(l => l.Address).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_families_are_given_out()
    {
        _host.CreateXml(Host.Xml(
            "lan",
            more: Host.Dhcp("<range start='10.0.0.2' end='10.0.0.9'/>")
                + "<ip family='ipv6' address='fd00::1' prefix='64'><dhcp><range start='fd00::100' end='fd00::ffff:ffff'/>"
                + "<host id='00:03:00:01:52:54:00:00:00:02' name='six' ip='fd00::66'/></dhcp></ip>"));
        Start(Host.Guest("g", (Mac, "lan"), ("52:54:00:00:00:02", "lan")));

        Assert.Equal(
            [
                $"{Mac} 10.0.0.3/24 g", $"{Mac} fd00::101/64 g 00:03:00:01:{Mac} 1",
                "52:54:00:00:00:02 10.0.0.4/24 g", "52:54:00:00:00:02 fd00::66/64 six 00:03:00:01:52:54:00:00:00:02 2",
            ],
            Leases("lan").Select(l => $"{l.Mac} {l.Address}/{l.Prefix} {l.Hostname}" + (l.Family == IpFamily.Ipv6 ? $" {l.ClientId} {l.Iaid}" : "")));
    }

    [Theory]
    [InlineData("", 60)]
    [InlineData("<lease expiry='10'/>", 10)]
    [InlineData("<lease expiry='2' unit='hours'/>", 120)]
    [InlineData("<lease expiry='600' unit='seconds'/>", 10)]
    public void A_lease_ends_at_its_time_and_is_renewed_at_half_of_it(string time, int minutes)
    {
        _host.CreateXml(Host.Xml("lan", more: Host.Dhcp($"<range start='10.0.0.2' end='10.0.0.9'>{time}</range>")));
        _host.Time.Advance(TimeSpan.FromDays(1));
        Start(Host.Guest("g", (Mac, "lan")));
        var given = DateTimeOffset.UnixEpoch.AddDays(1);
        Assert.Equal(given.AddMinutes(minutes), Leases("lan")[0].Expires);

        _host.Time.Advance(TimeSpan.FromMinutes(minutes / 2.0) - TimeSpan.FromSeconds(1));
        Assert.Equal(given.AddMinutes(minutes), Leases("lan")[0].Expires);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(given.AddMinutes(minutes * 1.5), Leases("lan")[0].Expires);
        _host.Time.Advance(TimeSpan.FromDays(30));
        Assert.InRange(Leases("lan")[0].Expires!.Value, given.AddDays(30), given.AddDays(30).AddMinutes(2 * minutes));
    }

    [Fact]
    public void A_lease_for_ever_does_not_end()
    {
        _host.CreateXml(Host.Xml("lan", more: Host.Dhcp("<range start='10.0.0.2' end='10.0.0.9'><lease expiry='0'/></range>")));
        Start(Host.Guest("g", (Mac, "lan")));

        Assert.Null(Assert.Single(Leases("lan")).Expires);
    }

    [Fact]
    public void A_guest_without_a_hardware_address_has_always_the_same_one()
    {
        _host.CreateXml(Host.Xml("lan", more: Host.Dhcp("<range start='10.0.0.2' end='10.0.0.9'/>")));
        var guest = Start(SimulatedHost.Xml("g", more: "<devices><interface type='network'><source network='lan'/></interface></devices>"));
        var mac = Assert.Single(Leases("lan")).Mac;
        SimulatedHost.Run(_host.Domains.DestroyAsync(new() { Self = guest }, Host.Call));
        SimulatedHost.Run(_host.Domains.CreateAsync(new() { Self = guest }, Host.Call));

        Assert.StartsWith("52:54:00:", mac, StringComparison.Ordinal);
        Assert.Equal(mac, Assert.Single(Leases("lan")).Mac);
    }

    [Fact]
    public async Task Leases_are_pages_and_those_of_one_guest_can_be_asked_for()
    {
        var network = _host.CreateXml(Host.Xml("lan", more: "<ip address='10.0.0.1' prefix='16'><dhcp><range start='10.0.0.2' end='10.0.255.254'/></dhcp></ip>"));
        for (var i = 0; i < 25; i++)
            Start(Host.Guest($"g{i}", ($"52:54:00:00:01:{i:x2}", "lan")));
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await _host.Networks.GetDhcpLeasesAsync(new() { Self = network, Limit = 10, After = after }, Host.Call);
            seen.AddRange(page.Items.Select(l => l.Mac));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"52:54:00:00:01:{i:x2}"), seen);
        var one = await _host.Networks.GetDhcpLeasesAsync(new() { Self = network, Mac = "52:54:00:00:01:0A" }, Host.Call);
        Assert.Equal("g10", Assert.Single(one.Items).Hostname);
        await Assert.ThrowsAsync<InvalidCursorException>(
            async () => await _host.Networks.GetDhcpLeasesAsync(new() { Self = network, After = "x" }, Host.Call));
    }

    private DomainRef Start(string xml)
    {
        var guest = SimulatedHost.Run(_host.Domains.DefineAsync(new() { Xml = xml }, Host.Call));
        SimulatedHost.Run(_host.Domains.CreateAsync(new() { Self = guest }, Host.Call));
        return guest;
    }

    private IReadOnlyList<DhcpLease> Leases(string network) => SimulatedHost.Run(
        _host.Networks.GetDhcpLeasesAsync(new() { Self = NetworkRef.ByName(network) }, Host.Call)).Items;
}
