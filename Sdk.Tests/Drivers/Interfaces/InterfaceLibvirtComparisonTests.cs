using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Interfaces;

/// <summary>
/// The same calls, one behind the other, made on libvirt's own simulator where this machine has it: what is served, what refused, and
/// which interfaces there are then. Without virsh the test says so and counts as skipped.
/// </summary>
public sealed class InterfaceLibvirtComparisonTests
{
    private static readonly (string Virsh, Action<InterfaceHost> Ours)[] Calls =
    [
        ("iface-start eth1", host => host.Create(InterfaceHost.Eth1)),
        ("iface-destroy eth1", host => host.Destroy(InterfaceHost.Eth1)),
        ("iface-destroy eth1", host => host.Destroy(InterfaceHost.Eth1)),
        ("iface-start eth1", host => host.Create(InterfaceHost.Eth1)),
        ("iface-commit", host => host.Commit()),
        ("iface-rollback", host => host.Rollback()),
        ("iface-begin", host => host.Begin()),
        ("iface-begin", host => host.Begin()),
        ("iface-define {0}/eth2.xml", host => host.Define(InterfaceHost.Xml("eth2", "<mac address='aa:bb:cc:dd:ee:ff'/>"))),
        ("iface-define {0}/eth2.xml", host => host.Define(InterfaceHost.Xml("eth2", "<mac address='aa:bb:cc:dd:ee:ff'/>"))),
        ("iface-name aa:bb:cc:dd:ee:ff", host => Lookup(host, "aa:bb:cc:dd:ee:ff")),
        ("iface-name 11:22:33:44:55:66", host => Lookup(host, "10:22:33:44:55:66")),
        ("iface-start eth2", host => host.Create(InterfaceRef.ByName("eth2"))),
        ("iface-commit", host => host.Commit()),
        ("iface-commit", host => host.Commit()),
        ("iface-begin", host => host.Begin()),
        ("iface-destroy eth2", host => host.Destroy(InterfaceRef.ByName("eth2"))),
        ("iface-destroy eth1", host => host.Destroy(InterfaceHost.Eth1)),
        ("iface-commit", host => host.Commit()),
        ("iface-begin", host => host.Begin()),
        ("iface-undefine eth2", host => host.Undefine(InterfaceRef.ByName("eth2"))),
        ("iface-define {0}/br0.xml", host => host.Define("<interface type='bridge' name='br0'><bridge/></interface>")),
        ("iface-rollback", host => host.Rollback()),
        ("iface-rollback", host => host.Rollback()),
        ("iface-start eth1", host => host.Create(InterfaceHost.Eth1)),
        ("iface-undefine eth1", host => host.Undefine(InterfaceHost.Eth1)),
        ("iface-undefine eth1", host => host.Undefine(InterfaceHost.Eth1)),
        ("iface-dumpxml eth9", host => host.Dump(InterfaceRef.ByName("eth9"))),
        ("iface-define {0}/bad.xml", host => host.Define("<interface type='bridge' name='br1'/>")),
    ];

    [Fact]
    public async Task Libvirt_serves_refuses_and_changes_what_we_do()
    {
        Virsh.SkipUnlessInstalled();
        var folder = Directory.CreateTempSubdirectory("virtwire-virsh-").FullName;
        try
        {
            var ended = TestContext.Current.CancellationToken;
            await File.WriteAllTextAsync(Path.Combine(folder, "eth2.xml"), InterfaceHost.Xml("eth2", "<mac address='aa:bb:cc:dd:ee:ff'/>"), ended);
            await File.WriteAllTextAsync(Path.Combine(folder, "br0.xml"), "<interface type='bridge' name='br0'><bridge/></interface>", ended);
            await File.WriteAllTextAsync(Path.Combine(folder, "bad.xml"), "<interface type='bridge' name='br1'/>", ended);
            var output = await Virsh.RunAsync(Calls.SelectMany(call => (string[])
                ["echo ==call", call.Virsh.Replace("{0}", folder, StringComparison.Ordinal), "echo ==list", "iface-list --all"]));
            var theirs = output.Split("==call")[1..];
            Assert.Equal(Calls.Length, theirs.Length);

            var host = new InterfaceHost();
            for (var i = 0; i < Calls.Length; i++)
            {
                var refused = Record.Exception(() => Calls[i].Ours(host)) is HostException;
                var parts = theirs[i].Split("==list");
                Assert.Equal((i, Calls[i].Virsh, Virsh.Refused(parts[0]), Listed(parts[1])), (i, Calls[i].Virsh, refused, host.List()));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Listed(string table) => string.Join(
        ", ",
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => words[0] + (words[1] == "active" ? " active" : ""))
            .Order(StringComparer.Ordinal));

    private static void Lookup(InterfaceHost host, string mac) =>
        SimulatedHost.Run(host.Interfaces.LookupByMacAsync(new() { Mac = mac }, InterfaceHost.Call));
}
