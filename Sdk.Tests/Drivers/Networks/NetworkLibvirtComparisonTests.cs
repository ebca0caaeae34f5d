using System.Xml;
using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Networks.NetworkHost;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>
/// The same calls in the same states, made on libvirt's own simulator where this machine has it. Without virsh the tests say so and
/// count as skipped.
/// </summary>
public sealed class NetworkLibvirtComparisonTests
{
    // libvirt's simulator refuses the first, and takes the others; its real driver does what we do.
    private static readonly string[] DeliberateDifferences =
    [
        "net-undefine in active", "net-autostart in transient", "net-destroy in off",
    ];

    private static readonly (string Name, string[] Virsh)[] States =
    [
        ("off", ["net-define {0}.xml"]),
        ("active", ["net-define {0}.xml", "net-start {0}"]),
        ("transient", ["net-create {0}.xml"]),
    ];

    private static readonly (string Name, string Virsh, Action<Host, NetworkRef> Ours)[] Calls =
    [
        ("net-start", "net-start {0}", (host, self) => host.Create(self)),
        ("net-destroy", "net-destroy {0}", (host, self) => SimulatedHost.Run(host.Networks.DestroyAsync(self, Host.Call))),
        ("net-undefine", "net-undefine {0}", (host, self) => SimulatedHost.Run(host.Networks.UndefineAsync(new() { Self = self }, Host.Call))),
        ("net-autostart", "net-autostart {0}", (host, self) =>
            SimulatedHost.Run(host.Networks.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call))),
        ("net-define", "net-define {0}.xml", (host, self) => host.Define(host.Dump(self))),
        ("net-define other uuid", "net-define {0}-other.xml", (host, self) => host.Define(Host.Xml(self.Name!))),
        ("net-create", "net-create {0}.xml", (host, self) => host.CreateXml(host.Dump(self))),
        ("net-create other uuid", "net-create {0}-other.xml", (host, self) => host.CreateXml(Host.Xml(self.Name!))),
    ];

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Libvirt_serves_refuses_and_changes_what_we_do()
    {
        Virsh.SkipUnlessInstalled();
        var folder = Directory.CreateTempSubdirectory("virtwire-virsh-").FullName;
        try
        {
            var cases = (from state in States from call in Calls select (state, call)).ToArray();
            var script = new List<string>();
            for (var i = 0; i < cases.Length; i++)
            {
                var name = "n" + i;
                await File.WriteAllTextAsync(Path.Combine(folder, name + ".xml"), Host.Xml(name, UuidOf(i)), Ended);
                await File.WriteAllTextAsync(Path.Combine(folder, name + "-other.xml"), Host.Xml(name), Ended);
                string Of(string command) => command.Replace("{0}.", $"{folder}/{name}.", StringComparison.Ordinal)
                    .Replace("{0}-", $"{folder}/{name}-", StringComparison.Ordinal).Replace("{0}", name, StringComparison.Ordinal);
                script.AddRange(cases[i].state.Virsh.Select(Of));
                script.AddRange(["echo ==call", Of(cases[i].call.Virsh), "echo ==state", $"net-info {name}", "echo ==end"]);
            }

            var theirs = (await Virsh.RunAsync(script)).Split("==call")[1..].Select(Understand).ToArray();
            for (var i = 0; i < cases.Length; i++)
            {
                var title = $"{cases[i].call.Name} in {cases[i].state.Name}";
                var ours = await AskAsync("n" + i, UuidOf(i), cases[i].state.Name, cases[i].call.Ours);
                if (DeliberateDifferences.Contains(title, StringComparer.Ordinal))
                    Assert.NotEqual((title, theirs[i]), (title, ours));
                else
                    Assert.Equal((title, theirs[i]), (title, ours));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static TheoryData<string, string> Updates { get; } = new()
    {
        { "add-last", "ip-dhcp-host" }, { "add-first", "ip-dhcp-host" }, { "modify", "ip-dhcp-host" }, { "delete", "ip-dhcp-host" },
        { "add-last", "ip-dhcp-range" }, { "add-first", "ip-dhcp-range" }, { "modify", "ip-dhcp-range" }, { "delete", "ip-dhcp-range" },
        { "add-last", "portgroup" }, { "add-first", "portgroup" }, { "modify", "portgroup" }, { "delete", "portgroup" },
        { "add-last", "dns-host" }, { "modify", "dns-host" }, { "delete", "dns-host" },
        { "add-first", "dns-txt" }, { "modify", "dns-txt" }, { "delete", "dns-txt" },
        { "add-last", "dns-srv" }, { "modify", "dns-srv" }, { "delete", "dns-srv" },
        { "add-last", "forward-interface" }, { "add-first", "forward-interface" }, { "modify", "forward-interface" }, { "delete", "forward-interface" },
        { "add-last", "bridge" }, { "add-last", "domain" }, { "add-last", "ip" }, { "add-last", "forward" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Libvirt_makes_of_an_update_what_we_do(string command, string section)
    {
        Virsh.SkipUnlessInstalled();
        const string Network = """
            <network><name>u</name><uuid>11111111-2222-4333-8444-555555555555</uuid><forward mode='nat'><interface dev='eth0'/></forward>
            <bridge name='virbr9' stp='on' delay='0'/>
            <dns><txt name='a' value='b'/><srv service='x' protocol='tcp'/><host ip='10.0.0.9'><hostname>hh</hostname></host></dns>
            <ip address='10.0.0.1' netmask='255.255.255.0'><dhcp><range start='10.0.0.2' end='10.0.0.9'/>
            <host mac='52:54:00:aa:bb:cc' name='h1' ip='10.0.0.5'/><host mac='52:54:00:aa:bb:cd' ip='10.0.0.6'/></dhcp></ip>
            <portgroup name='p1' default='yes'></portgroup><portgroup name='p2'></portgroup></network>
            """;
        string[] entries = section switch
        {
            "ip-dhcp-host" =>
            [
                "<host mac='52:54:00:aa:bb:cc' name='h9' ip='10.0.0.7'/>", "<host name='h1' ip='10.0.0.5'/>", "<host ip='10.0.0.5'/>",
                "<host mac='52:54:00:aa:bb:ee' ip='10.0.0.6'/>", "<host mac='52:54:00:aa:bb:ee' ip='10.0.0.8'/>", "<host mac='52:54:00:AA:BB:CC'/>",
                "<host mac='zz' ip='10.0.0.8'/>", "<txt name='a' value='b'/>",
            ],
            "ip-dhcp-range" =>
            [
                "<range start='10.0.0.2' end='10.0.0.9'/>", "<range start='10.0.0.20' end='10.0.0.30'/>", "<range start='10.0.0.2' end='10.0.0.8'/>",
                "<range start='10.0.1.2' end='10.0.1.8'/>", "<range start='10.0.0.30' end='10.0.0.20'/>",
            ],
            "portgroup" => ["<portgroup name='p1'/>", "<portgroup name='p2' default='yes'/>", "<portgroup name='p3' default='yes'/>", "<portgroup name='p3'/>", "<portgroup/>"],
            "dns-host" => ["<host ip='10.0.0.9'><hostname>kk</hostname></host>", "<host ip='10.0.0.8'><hostname>hh</hostname></host>", "<host ip='10.0.0.8'><hostname>kk</hostname></host>", "<host ip='10.0.0.9'/>"],
            "dns-txt" => ["<txt name='a' value='c'/>", "<txt name='a'/>", "<txt name='b' value='c'/>"],
            "dns-srv" => ["<srv service='x' protocol='tcp'/>", "<srv service='x' protocol='udp'/>", "<srv service='x'/>", "<srv protocol='tcp' service='y'/>"],
            "forward-interface" => ["<interface dev='eth0'/>", "<interface dev='eth1'/>", "<interface/>"],
            _ => [$"<{section}/>"],
        };
        var folder = Directory.CreateTempSubdirectory("virtwire-virsh-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "network.xml"), Network, Ended);
            var script = new List<string>();
            for (var i = 0; i < entries.Length; i++)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, i + ".xml"), entries[i], Ended);
                script.AddRange(
                [
                    $"net-define {folder}/network.xml", "echo ==call", $"net-update u {command} {section} {folder}/{i}.xml --config", "echo ==state", "net-dumpxml u",
                ]);
            }

            var theirs = (await Virsh.RunAsync(script)).Split("==call")[1..];
            for (var i = 0; i < entries.Length; i++)
            {
                var host = new Host();
                var self = host.Define(Network);
                var refused = Record.Exception(
                    () => host.Update(self, NetworkUpdateCommand.Of(command), NetworkSection.Of(section), entries[i], NetworkAffect.Config));
                var parts = theirs[i].Split("==state");

                Assert.Equal((entries[i], Virsh.Refused(parts[0])), (entries[i], refused is not null));
                Assert.Equal(Entries(parts[1]), Entries(host.Dump(self)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // libvirt writes documents anew: only what updates change is compared, and in small letters as it writes addresses.
    private static string Entries(string xml)
    {
        var document = new XmlDocument();
        document.LoadXml(xml);
        var found = document.SelectNodes("//dns/* | //dhcp/* | //forward/interface | //portgroup")!.Cast<XmlElement>();
        return string.Join('\n', found.Select(e => $"{e.Name} {string.Join(' ', e.Attributes.Cast<XmlAttribute>().Where(a => a.Value != "no").Select(a => a.OuterXml).Order(StringComparer.Ordinal))} {e.InnerText.Trim()}"))
            .ToLowerInvariant();
    }

    private static Guid UuidOf(int i) => new(i + 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    private static async Task<string> AskAsync(string name, Guid uuid, string state, Action<Host, NetworkRef> call)
    {
        var host = new Host();
        var self = state == "transient" ? host.CreateXml(Host.Xml(name, uuid)) : host.Define(Host.Xml(name, uuid));
        if (state == "active")
            host.Create(self);
        var refused = Record.Exception(() => call(host, self));
        return (refused is null ? "served " : "refused ") + string.Join(' ', (await host.DescribeAsync(self)).Split(' ').Where(w => w != "virbr0"));
    }

    private static string Understand(string output)
    {
        var parts = output.Split("==state");
        var outcome = Virsh.Refused(parts[0]) ? "refused " : "served ";
        if (Virsh.Refused(parts[1]))
            return outcome + "gone";
        var lines = parts[1].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool Says(string name) => lines.Single(l => l.StartsWith(name + ":", StringComparison.Ordinal)).EndsWith("yes", StringComparison.Ordinal);
        return outcome + (Says("Persistent") ? "persistent " : "transient ") + (Says("Active") ? "active" : "off") + (Says("Autostart") ? " autostart" : "");
    }
}
