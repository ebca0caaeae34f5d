using System.Diagnostics;
using System.Text;
using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>
/// The same calls on pools and volumes in the same states, made on libvirt's own simulator where this machine has it. Without virsh the
/// test says so and counts as skipped.
/// </summary>
public sealed class StorageComparisonTests
{
    private const string Uuid = "00000000-0000-4000-8000-000000000001";

    // libvirt's simulator forgets that the pool was defined, and how much of it is taken; its real drivers do not, and neither do we.
    private static readonly string[] DeliberateDifferences = ["pool-create p.xml in inactive", "pool-define p.xml in with a volume"];

    private static readonly Dictionary<string, string> Documents = new()
    {
        ["p"] = Host.GroupXml("p", "sda", Uuid),
        ["name"] = Host.GroupXml("other", "sdb", Uuid),
        ["uuid"] = Host.GroupXml("p", "sdb"),
        ["device"] = Host.GroupXml("q", "sda"),
        ["v"] = "<volume><name>v</name><capacity unit='GiB'>2</capacity></volume>",
        ["sparse"] = "<volume><name>s</name><capacity unit='TiB'>2</capacity><allocation>0</allocation></volume>",
        ["big"] = "<volume><name>b</name><capacity unit='GiB'>99</capacity></volume>",
        ["huge"] = "<volume><name>h</name><capacity unit='GiB'>101</capacity></volume>",
        ["nothing"] = "<volume><name>n</name></volume>",
        ["unit"] = "<volume><name>u</name><capacity unit='parsec'>1</capacity></volume>",
        ["clone"] = "<volume><name>c</name><capacity unit='GiB'>2</capacity></volume>",
    };

    private static readonly (string Name, string[] Virsh)[] States =
    [
        ("inactive", ["pool-define p.xml"]),
        ("running", ["pool-define p.xml", "pool-start p"]),
        ("transient", ["pool-create p.xml"]),
        ("with a volume", ["pool-define p.xml", "pool-start p", "vol-create p v.xml"]),
    ];

    private static readonly (string Virsh, Func<Host, StoragePoolRef, Task> Ours)[] Calls =
    [
        ("pool-build p", async (host, p) => await host.Pools.BuildAsync(new() { Self = p }, Host.Call)),
        ("pool-start p", async (host, p) => await host.Pools.CreateAsync(new() { Self = p }, Host.Call)),
        ("pool-destroy p", async (host, p) => await host.Pools.DestroyAsync(p, Host.Call)),
        ("pool-delete p", async (host, p) => await host.Pools.DeleteAsync(p, Host.Call)),
        ("pool-undefine p", async (host, p) => await host.Pools.UndefineAsync(new() { Self = p }, Host.Call)),
        ("pool-refresh p", async (host, p) => await host.Pools.RefreshAsync(p, Host.Call)),
        ("pool-autostart p", async (host, p) => await host.Pools.SetAutostartAsync(new() { Self = p, Autostart = true }, Host.Call)),
        ("pool-define p.xml", async (host, p) => await host.Pools.DefineAsync(new() { Xml = Documents["p"] }, Host.Call)),
        ("pool-define name.xml", async (host, p) => await host.Pools.DefineAsync(new() { Xml = Documents["name"] }, Host.Call)),
        ("pool-define uuid.xml", async (host, p) => await host.Pools.DefineAsync(new() { Xml = Documents["uuid"] }, Host.Call)),
        ("pool-define device.xml", async (host, p) => await host.Pools.DefineAsync(new() { Xml = Documents["device"] }, Host.Call)),
        ("pool-create p.xml", async (host, p) => await host.Pools.CreateXmlAsync(new() { Xml = Documents["p"] }, Host.Call)),
        ("vol-create p v.xml", (host, p) => CreateAsync(host, p, "v")),
        ("vol-create p sparse.xml", (host, p) => CreateAsync(host, p, "sparse")),
        ("vol-create p big.xml", (host, p) => CreateAsync(host, p, "big")),
        ("vol-create p huge.xml", (host, p) => CreateAsync(host, p, "huge")),
        ("vol-create p nothing.xml", (host, p) => CreateAsync(host, p, "nothing")),
        ("vol-create p unit.xml", (host, p) => CreateAsync(host, p, "unit")),
        ("vol-delete v p", async (host, p) => await host.Volumes.DeleteAsync(new() { Self = StorageVolumeRef.ByPoolAndName(p, "v") }, Host.Call)),
        ("vol-info v p", async (host, p) => await host.Volumes.GetInfoAsync(StorageVolumeRef.ByPoolAndName(p, "v"), Host.Call)),
        ("vol-create-from p clone.xml v --inputpool p", (host, p) =>
            host.CloneAsync(p, Documents["clone"], StorageVolumeRef.ByPoolAndName(p, "v"))),
        ("vol-create-from p v.xml v --inputpool p", (host, p) =>
            host.CloneAsync(p, Documents["v"], StorageVolumeRef.ByPoolAndName(p, "v"))),
    ];

    [Fact]
    public async Task Libvirt_serves_refuses_and_changes_what_we_do()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/virsh"), "virsh is not installed: nothing was compared with libvirt.");
        var folder = Directory.CreateTempSubdirectory("virtwire-virsh-");
        try
        {
            foreach (var (name, xml) in Documents)
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name + ".xml"), xml, TestContext.Current.CancellationToken);
            foreach (var (state, enter) in States)
            {
                foreach (var (call, ours) in Calls.Where(c => !DeliberateDifferences.Contains($"{c.Virsh} in {state}", StringComparer.Ordinal)))
                {
                    var theirs = Understand(await RunVirshAsync(folder.FullName, [.. enter, "echo ==call", call, "echo ==state", "pool-info p", "echo ==volumes", "vol-list p"]));
                    Assert.Equal($"{call} in {state}: {theirs}", $"{call} in {state}: {await AskAsync(state, ours)}");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> AskAsync(string state, Func<Host, StoragePoolRef, Task> call)
    {
        using var host = new Host();
        var self = state == "transient"
            ? await host.Pools.CreateXmlAsync(new() { Xml = Documents["p"] }, Host.Call)
            : await host.Pools.DefineAsync(new() { Xml = Documents["p"] }, Host.Call);
        if (state is "running" or "with a volume")
            await host.Pools.CreateAsync(new() { Self = self }, Host.Call);
        if (state == "with a volume")
            await CreateAsync(host, self, "v");
        var refused = await Record.ExceptionAsync(() => call(host, self));
        Assert.True(refused is null or HostException, refused?.ToString());
        var outcome = new StringBuilder(refused is null ? "served" : "refused");
        StoragePoolInfo info;
        try
        {
            info = await host.Pools.GetInfoAsync(self, Host.Call);
        }
        catch (NoStoragePoolException)
        {
            return outcome.Append(" gone").ToString();
        }

        outcome.Append($" {info.State} persistent {info.Persistent} autostart {info.Autostart}");
        if (!info.Active)
            return outcome.ToString();
        outcome.Append($" allocation {info.Allocation >> 30}:");
        foreach (var volume in (await host.Pools.ListVolumesAsync(new() { Self = self }, Host.Call)).Items)
            outcome.Append(' ').Append(volume.Name);
        return outcome.ToString();
    }

    private static async Task CreateAsync(Host host, StoragePoolRef pool, string document) =>
        await host.Volumes.CreateAsync(new() { Pool = pool, Xml = Documents[document] }, Host.Call);

    private static string Understand(string output)
    {
        var parts = output[output.IndexOf("==call", StringComparison.Ordinal)..].Split("==");
        var outcome = parts[1].Contains("error:", StringComparison.Ordinal) ? "refused" : "served";
        if (parts[2].Contains("error:", StringComparison.Ordinal))
            return outcome + " gone";
        string Value(string name) => Lines(parts[2]).Single(l => l.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();
        var text = $"{outcome} {Value("State")} persistent {Value("Persistent") == "yes"} autostart {Value("Autostart") == "yes"}";
        if (Value("State") != "running")
            return text;
        var gib = Value("Allocation").Split('.')[0];

        // A quiet echo ends without a line break.
        var volumes = Lines(parts[3]["volumes".Length..]).Select(l => " " + l.Split(' ')[0]);
        return $"{text} allocation {gib}:{string.Concat(volumes)}";
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> RunVirshAsync(string folder, IEnumerable<string> commands)
    {
        // One pipe for both streams keeps an error where it happened.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var argument in new[] { "-c", "exec /usr/bin/virsh -q -c test:///default \"$1\" 2>&1", "sh", string.Join("; ", commands) })
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
