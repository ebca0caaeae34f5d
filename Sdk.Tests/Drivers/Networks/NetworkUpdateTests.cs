using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>An entry is added, put in another's place or taken away, by libvirt's rules, and the rest of the document stays.</summary>
public sealed class NetworkUpdateTests
{
    private const string Before = """
        <network>
          <name>n</name>
          <uuid>11111111-2222-4333-8444-555555555555</uuid>
          <forward mode='nat'/>
          <bridge name='virbr0' stp='on' delay='0'/>
          <ip address='10.0.0.1' netmask='255.255.255.0'>
            <dhcp>
              <range start='10.0.0.2' end='10.0.0.9'/>
            </dhcp>
          </ip>
        </network>
        """;

    private readonly Host _host = new();

    [Theory]
    [InlineData("ip-dhcp-host", "<host mac='52:54:00:aa:bb:cc' name='h1' ip='10.0.0.5'/>")]
    [InlineData("ip-dhcp-range", "<range start='10.0.0.20' end='10.0.0.30'/>")]
    [InlineData("portgroup", "<portgroup name='p'><vlan><tag id='3'/></vlan></portgroup>")]
    [InlineData("dns-host", "<host ip='10.0.0.9'><hostname>hh</hostname></host>")]
    [InlineData("dns-txt", "<txt name='a' value='b'/>")]
    [InlineData("dns-srv", "<srv service='x' protocol='tcp'/>")]
    [InlineData("forward-interface", "<interface dev='eth7'/>")]
    public void What_is_added_and_taken_away_leaves_the_document_as_it_was(string section, string entry)
    {
        var self = _host.Define(Before);
        var before = _host.Dump(self);
        _host.Update(self, NetworkUpdateCommand.AddLast, Section(section), entry);
        var with = _host.Dump(self);

        Assert.Contains(entry.Replace('\'', '"'), with.Replace(" />", "/>", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(
            NetworkEntry(() => _host.Update(self, NetworkUpdateCommand.AddFirst, Section(section), entry)), (nameof(NetworkEntryExistsException), section));
        Assert.Equal(with, _host.Dump(self));
        _host.Update(self, NetworkUpdateCommand.Delete, Section(section), entry);
        Assert.Equal(CanonicalXml.Of(before), CanonicalXml.Of(_host.Dump(self)));
        Assert.Equal(
            NetworkEntry(() => _host.Update(self, NetworkUpdateCommand.Delete, Section(section), entry)), (nameof(NoNetworkEntryException), section));
    }

    [Fact]
    public void What_is_added_is_indented_like_the_rest()
    {
        var self = _host.Define(Before);
        _host.Update(self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, "<host name='last' ip='10.0.0.6'/>");
        _host.Update(self, NetworkUpdateCommand.AddFirst, NetworkSection.IpDhcpHost, "<host name='first' ip='10.0.0.7'/>");
        _host.Update(self, NetworkUpdateCommand.AddLast, NetworkSection.DnsTxt, "<txt name='a' value='b'/>");

        Assert.Equal(
            Before
                .Replace("    </dhcp>", "      <host name='first' ip='10.0.0.7'/>\n      <host name='last' ip='10.0.0.6'/>\n    </dhcp>", StringComparison.Ordinal)
                .Replace("  <ip ", "  <dns>\n    <txt name='a' value='b'/>\n  </dns>\n  <ip ", StringComparison.Ordinal) + "\n",
            _host.Dump(self).Replace('"', '\'').Replace(" />", "/>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_is_found_by_any_of_its_attributes_and_modified_as_a_whole()
    {
        var self = _host.Define(Before);
        _host.Update(self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, "<host mac='52:54:00:aa:bb:cc' name='h1' ip='10.0.0.5'/>");
        _host.Update(self, NetworkUpdateCommand.Modify, NetworkSection.IpDhcpHost, "<host mac='52:54:00:AA:BB:CC' name='h3' ip='10.0.0.7'/>");
        Assert.Contains("<host mac=\"52:54:00:AA:BB:CC\" name=\"h3\" ip=\"10.0.0.7\"", _host.Dump(self), StringComparison.Ordinal);
        Assert.DoesNotContain("h1", _host.Dump(self), StringComparison.Ordinal);

        Assert.Throws<NoNetworkEntryException>(() => _host.Update(
            self, NetworkUpdateCommand.Modify, NetworkSection.IpDhcpHost, "<host mac='52:54:00:00:00:01' ip='10.0.0.8'/>"));
        foreach (var taken in new[] { "mac='52:54:00:aa:bb:cc' ip='10.0.0.8'", "name='h3' ip='10.0.0.8'", "name='h4' ip='10.0.0.7'" })
        {
            Assert.Throws<NetworkEntryExistsException>(() => _host.Update(
                self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, $"<host {taken}/>"));
        }

        // All that is given must match, and no more need be given.
        Assert.Throws<NoNetworkEntryException>(() => _host.Update(
            self, NetworkUpdateCommand.Delete, NetworkSection.IpDhcpHost, "<host name='h3' ip='10.0.0.8'/>"));
        _host.Update(self, NetworkUpdateCommand.Delete, NetworkSection.IpDhcpHost, "<host ip='10.0.0.7'/>");
        Assert.DoesNotContain("host", _host.Dump(self), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_one_portgroup_is_the_default()
    {
        var self = _host.Define(Host.Xml("n", more: "<portgroup name='a' default='yes'/><portgroup name='b'/>"));
        foreach (var (command, entry) in new[] { (NetworkUpdateCommand.AddLast, "c"), (NetworkUpdateCommand.Modify, "b") })
        {
            Assert.Throws<NetworkEntryExistsException>(() => _host.Update(
                self, command, NetworkSection.Portgroup, $"<portgroup name='{entry}' default='yes'/>"));
        }

        _host.Update(self, NetworkUpdateCommand.Modify, NetworkSection.Portgroup, "<portgroup name='a' default='no'/>");
        _host.Update(self, NetworkUpdateCommand.Modify, NetworkSection.Portgroup, "<portgroup name='b' default='yes'/>");
        Assert.Throws<NoNetworkEntryException>(() => _host.Update(
            self, NetworkUpdateCommand.Modify, NetworkSection.Portgroup, "<portgroup name='zz'/>"));
    }

    [Fact]
    public void The_short_form_of_an_interface_follows_the_list()
    {
        var self = _host.Define(Host.Xml("n", more: "<forward mode='vepa' dev='eth1'/>"));
        _host.Update(self, NetworkUpdateCommand.AddFirst, NetworkSection.ForwardInterface, "<interface dev='eth0'/>");
        Assert.Contains("<forward mode=\"vepa\" dev=\"eth0\"><interface dev=\"eth0\" /><interface dev=\"eth1\" /></forward>", _host.Dump(self), StringComparison.Ordinal);
        _host.Update(self, NetworkUpdateCommand.Delete, NetworkSection.ForwardInterface, "<interface dev='eth0'/>");
        Assert.Contains("dev=\"eth1\"><interface dev=\"eth1\" /></forward>", _host.Dump(self), StringComparison.Ordinal);
        _host.Update(self, NetworkUpdateCommand.Delete, NetworkSection.ForwardInterface, "<interface dev='eth1'/>");
        Assert.DoesNotContain("eth", _host.Dump(self), StringComparison.Ordinal);

        var isolated = _host.Define(Host.Xml("isolated"));
        Assert.Equal("section", Assert.Throws<ArgumentUnsupportedException>(() => _host.Update(
            isolated, NetworkUpdateCommand.AddLast, NetworkSection.ForwardInterface, "<interface dev='eth0'/>")).Parameter);
    }

    [Fact]
    public void A_record_that_several_match_is_not_taken_away()
    {
        var self = _host.Define(Host.Xml(
            "n",
            more: "<dns><srv service='a' protocol='tcp'/><srv service='a' protocol='udp'/><host ip='10.0.0.2'><hostname>x</hostname></host>"
                + "<host ip='10.0.0.3'><hostname>y</hostname></host></dns>"));

        Assert.Contains("more than one", Assert.Throws<NoNetworkEntryException>(() => _host.Update(
            self, NetworkUpdateCommand.Delete, NetworkSection.DnsSrv, "<srv service='a'/>")).Message, StringComparison.Ordinal);
        Assert.Contains("more than one", Assert.Throws<NoNetworkEntryException>(() => _host.Update(
            self, NetworkUpdateCommand.Delete, NetworkSection.DnsHost, "<host ip='10.0.0.2'><hostname>y</hostname></host>")).Message, StringComparison.Ordinal);
        _host.Update(self, NetworkUpdateCommand.Delete, NetworkSection.DnsSrv, "<srv protocol='udp'/>");
        _host.Update(self, NetworkUpdateCommand.Delete, NetworkSection.DnsHost, "<host ip='10.0.0.3'/>");
        Assert.DoesNotContain("udp", _host.Dump(self), StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_that_an_entry_is_in_is_chosen_or_found()
    {
        var self = _host.Define(Host.Xml(
            "n",
            more: "<ip family='ipv6' address='fd00::1' prefix='64'/><ip address='10.0.1.1' prefix='24'/>" + Host.Dhcp("<range start='10.0.0.2' end='10.0.0.9'/>")));
        const string Entry = "<host name='h' ip='10.0.0.5'/>";
        _host.Update(self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, Entry);
        Assert.Contains("<dhcp><range start=\"10.0.0.2\" end=\"10.0.0.9\" /><host", _host.Dump(self), StringComparison.Ordinal);

        _host.Update(self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, "<host name='k' ip='10.0.1.5'/>", parentIndex: 1);
        Assert.Contains("10.0.1.1\" prefix=\"24\"><dhcp><host name=\"k\"", _host.Dump(self), StringComparison.Ordinal);
        Assert.Throws<NoNetworkEntryException>(() => _host.Update(self, NetworkUpdateCommand.Delete, NetworkSection.IpDhcpHost, Entry, parentIndex: 1));
        var fault = Assert.Throws<InvalidArgumentException>(() => _host.Update(
            self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, Entry, parentIndex: 3));
        Assert.Equal("parentIndex", fault.Parameter);

        var without = _host.Define(Host.Xml("without"));
        Assert.Equal("section", Assert.Throws<InvalidArgumentException>(() => _host.Update(
            without, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpRange, "<range start='10.0.0.2' end='10.0.0.9'/>")).Parameter);
    }

    [Theory]
    [InlineData("bridge", "<bridge/>", "section")]
    [InlineData("domain", "<domain/>", "section")]
    [InlineData("ip", "<ip/>", "section")]
    [InlineData("forward", "<forward/>", "section")]
    [InlineData("forward-pf", "<pf/>", "section")]
    [InlineData("ip-dhcp-range", "<range/>", "command")]
    [InlineData("forward-interface", "<interface/>", "command")]
    [InlineData("dns-host", "<host/>", "command")]
    [InlineData("dns-txt", "<txt/>", "command")]
    [InlineData("dns-srv", "<srv/>", "command")]
    public void What_libvirt_cannot_modify_is_not_modified(string section, string entry, string parameter)
    {
        var self = _host.Define(Before);
        var fault = Assert.Throws<ArgumentUnsupportedException>(() => _host.Update(self, NetworkUpdateCommand.Modify, Section(section), entry));
        Assert.Equal(parameter, fault.Parameter);
    }

    [Theory]
    [InlineData("ip-dhcp-host", "<txt name='a' value='b'/>", "1:1", "must be 'host'")]
    [InlineData("ip-dhcp-host", "<host xmlns='urn:x'/>", "1:1", "without a namespace")]
    [InlineData("ip-dhcp-host", "<host", "1:6", "Unexpected end of file")]
    [InlineData("ip-dhcp-host", "<!DOCTYPE host><host/>", "1:1", "document type declaration")]
    [InlineData("ip-dhcp-host", "\n<host mac='zz' ip='10.0.0.4'/>", "2:1", "'zz' is no hardware address")]
    [InlineData("ip-dhcp-range", "<range start='10.1.0.20' end='10.1.0.30'/>", "1:1", "not all in the network 10.0.0.1/24")]
    [InlineData("ip-dhcp-range", "<range start='10.0.0.20' end='10.0.0.30'><lease expiry='1'/></range>", "1:42", "two minutes")]
    [InlineData("portgroup", "<portgroup/>", "1:1", "no attribute 'name'")]
    [InlineData("dns-txt", "<txt name='a'/>", "1:1", "no 'value'")]
    public void An_entry_at_fault_is_refused_with_its_place(string section, string entry, string at, string reason)
    {
        var self = _host.Define(Before);
        var before = _host.Dump(self);
        var fault = Assert.Throws<XmlInvalidException>(() => _host.Update(self, NetworkUpdateCommand.AddLast, Section(section), entry));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(at, $"{fault.Line}:{fault.Column}");
        Assert.Equal(before, _host.Dump(self));
    }

    [Fact]
    public void Both_definitions_change_or_neither()
    {
        var self = _host.Define(Before);
        _host.Create(self);
        const string Entry = "<host name='h' ip='10.0.0.5'/>";
        _host.Update(self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, Entry, NetworkAffect.Config);
        _host.Events.Take();
        Assert.DoesNotContain("name=\"h\"", _host.Dump(self), StringComparison.Ordinal);
        Assert.Contains("name=\"h\"", _host.Dump(self, inactive: true), StringComparison.Ordinal);

        Assert.Throws<NetworkEntryExistsException>(() => _host.Update(
            self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, Entry, NetworkAffect.LiveAndConfig));
        Assert.DoesNotContain("name=\"h\"", _host.Dump(self), StringComparison.Ordinal);
        Assert.Empty(_host.Events.Take());

        _host.Update(self, NetworkUpdateCommand.AddLast, NetworkSection.IpDhcpHost, Entry);
        Assert.Equal(_host.Dump(self), _host.Dump(self, inactive: true));
        Assert.Equal(["updated n ip-dhcp-host"], _host.Events.Take());
    }

    [Fact]
    public void A_word_of_a_later_version_is_refused()
    {
        var self = _host.Define(Before);
        Assert.Equal("section", Assert.Throws<ArgumentUnsupportedException>(() => _host.Update(
            self, NetworkUpdateCommand.AddLast, Section("dns-caa"), "<caa/>")).Parameter);
        Assert.Equal("command", Assert.Throws<ArgumentUnsupportedException>(() => _host.Update(
            self, NetworkUpdateCommand.Of("swap"), NetworkSection.Portgroup, "<portgroup name='p'/>")).Parameter);
        var before = _host.Dump(self, inactive: true);
        Assert.Equal("affect", Assert.Throws<ArgumentUnsupportedException>(() => _host.Update(
            self, NetworkUpdateCommand.AddLast, NetworkSection.Portgroup, "<portgroup name='p'/>", NetworkAffect.Of("other"))).Parameter);
        Assert.Equal(before, _host.Dump(self, inactive: true));
    }

    private static (string Error, string Section) NetworkEntry(Action call) => Record.Exception(call) switch
    {
        NetworkEntryExistsException e => (nameof(NetworkEntryExistsException), e.Section?.ToString() ?? ""),
        NoNetworkEntryException e => (nameof(NoNetworkEntryException), e.Section?.ToString() ?? ""),
        var other => (other?.ToString() ?? "served", ""),
    };

    private static NetworkSection Section(string word) => NetworkSection.Of(word);
}
