using System.Text;
using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>
/// The same calls in the same states, made on libvirt's own simulator where this machine has it (<c>virsh -c test:///default</c>).
/// Without virsh the test says so and counts as skipped.
/// </summary>
public sealed class LibvirtComparisonTests
{
    // libvirt's simulator takes these; its real drivers refuse them, and so do we.
    private static readonly string[] DeliberateDifferences =
    [
        "undefine vm in transient running", "undefine vm in transient paused",
        "autostart vm in transient running", "autostart vm in transient paused",
    ];

    private static readonly (string Name, string Virsh)[] States =
    [
        ("off", "define {0}.xml"),
        ("running", "define {0}.xml; start {0}"),
        ("paused", "define {0}.xml; start {0}; suspend {0}"),
        ("transient running", "create {0}.xml"),
        ("transient paused", "create {0}.xml; suspend {0}"),
    ];

    private static readonly (string Virsh, Func<Host, DomainRef, ValueTask> Ours)[] Calls =
    [
        ("start {0}", (host, self) => host.Domains.CreateAsync(new() { Self = self }, Host.Call)),
        ("suspend {0}", (host, self) => host.Domains.SuspendAsync(self, Host.Call)),
        ("resume {0}", (host, self) => host.Domains.ResumeAsync(self, Host.Call)),
        ("shutdown {0}", (host, self) => host.Domains.ShutdownAsync(new() { Self = self }, Host.Call)),
        ("reboot {0}", (host, self) => host.Domains.RebootAsync(new() { Self = self }, Host.Call)),
        ("reset {0}", (host, self) => host.Domains.ResetAsync(self, Host.Call)),
        ("destroy {0}", (host, self) => host.Domains.DestroyAsync(new() { Self = self }, Host.Call)),
        ("undefine {0}", (host, self) => host.Domains.UndefineAsync(new() { Self = self }, Host.Call)),
        ("autostart {0}", (host, self) => host.Domains.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call)),
        ("domrename {0} {0}-renamed", (host, self) => Rename(host, self)),
        ("setmaxmem {0} 32768", (host, self) => host.Domains.SetMaxMemoryAsync(new() { Self = self, MaxMemory = 32768 }, Host.Call)),
        ("setmaxmem {0} 32768 --config", (host, self) => SetMaxMemory(host, self, DomainAffect.Config)),
        ("setmem {0} 4096 --current", (host, self) => SetMemory(host, self, 4096, DomainAffect.Current)),
        ("setmem {0} 4096 --live", (host, self) => SetMemory(host, self, 4096, DomainAffect.Live)),
        ("setmem {0} 4096 --config", (host, self) => SetMemory(host, self, 4096, DomainAffect.Config)),
        ("setmem {0} 99999 --current", (host, self) => SetMemory(host, self, 99999, DomainAffect.Current)),
        ("setvcpus {0} 1 --current", (host, self) => SetVcpus(host, self, 1, DomainAffect.Current)),
        ("setvcpus {0} 1 --live", (host, self) => SetVcpus(host, self, 1, DomainAffect.Live)),
        ("setvcpus {0} 1 --config", (host, self) => SetVcpus(host, self, 1, DomainAffect.Config)),
        ("setvcpus {0} 3 --current", (host, self) => SetVcpus(host, self, 3, DomainAffect.Current)),
        ("setvcpus {0} 4 --config --maximum", (host, self) => SetVcpus(host, self, 4, DomainAffect.Config, maximum: true)),
    ];

    [Fact]
    public async Task Libvirt_serves_refuses_and_changes_what_we_do()
    {
        Assert.SkipUnless(Virsh.IsInstalled, "virsh is not installed: nothing was compared with libvirt.");
        var folder = Directory.CreateTempSubdirectory("virtwire-virsh-");
        try
        {
            var cases = Cases().ToArray();
            var theirs = await AskLibvirtAsync(folder.FullName, cases);
            var ours = cases.Select(Ask).ToArray();
            for (var i = 0; i < cases.Length; i++)
            {
                if (!DeliberateDifferences.Contains(cases[i].Title, StringComparer.Ordinal))
                    Assert.Equal((cases[i].Title, theirs[i]), (cases[i].Title, ours[i]));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<(string Title, string Name, int State, int Call)> Cases() =>
        from state in Enumerable.Range(0, States.Length)
        from call in Enumerable.Range(0, Calls.Length)
        select (Calls[call].Virsh.Replace("{0}", "vm", StringComparison.Ordinal) + " in " + States[state].Name, $"g{state}x{call}", state, call);

    private static string Ask((string Title, string Name, int State, int Call) item)
    {
        var host = new Host();
        var self = item.State < 3
            ? Host.Run(host.Domains.DefineAsync(new() { Xml = Host.Xml(item.Name) }, Host.Call))
            : Host.Run(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml(item.Name), Paused = item.State == 4 }, Host.Call));
        if (item.State is 1 or 2)
            Host.Run(host.Domains.CreateAsync(new() { Self = self, Paused = item.State == 2 }, Host.Call));
        var refused = Record.Exception(() => Host.Run(Calls[item.Call].Ours(host, self)));
        var outcome = new StringBuilder(refused is null ? "served" : "refused");
        return host.List().Count == 0 ? outcome.Append(" gone").ToString() : outcome.Append(Describe(host, self)).ToString();
    }

    private static string Describe(Host host, DomainRef self)
    {
        var info = Host.Run(host.Domains.GetInfoAsync(self, Host.Call));
        return $" {info.State} ({info.Reason}) persistent {info.Persistent} autostart {info.Autostart} "
            + $"memory {info.Memory}/{info.MaxMemory} vcpus {info.Vcpus}";
    }

    private static async Task<string[]> AskLibvirtAsync(string folder, (string Title, string Name, int State, int Call)[] cases)
    {
        var script = new StringBuilder();
        foreach (var (_, name, state, call) in cases)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".xml"), Host.Xml(name));
            var renamed = Calls[call].Virsh.StartsWith("domrename", StringComparison.Ordinal) && state == 0 ? name + "-renamed" : name;
            var enter = States[state].Virsh.Replace("{0}.xml", $"{folder}/{name}.xml", StringComparison.Ordinal);
            script.AppendLine(enter.Replace("{0}", name, StringComparison.Ordinal));
            script.AppendLine("echo ==call").AppendLine(Calls[call].Virsh.Replace("{0}", name, StringComparison.Ordinal));
            script.AppendLine("echo ==state").AppendLine($"domstate {renamed} --reason").AppendLine($"dominfo {renamed}").AppendLine("echo ==end");
        }

        var output = await Virsh.RunAsync(string.Join("; ", script.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        return [.. output.Split("==call")[1..].Select(Understand)];
    }

    private static string Understand(string output)
    {
        var parts = output.Split("==state");
        var outcome = parts[0].Contains("error:", StringComparison.Ordinal) ? "refused" : "served";
        if (parts[1].Contains("failed to get domain", StringComparison.Ordinal))
            return outcome + " gone";
        var lines = parts[1].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string Value(string name) => lines.Single(l => l.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim().Split(' ')[0];
        var state = lines[0].Replace("shut off", "shutoff", StringComparison.Ordinal);
        return $"{outcome} {state} persistent {Value("Persistent") == "yes"} autostart {Value("Autostart") == "enable"} "
            + $"memory {Value("Used memory")}/{Value("Max memory")} vcpus {Value("CPU(s)")}";
    }

    private static ValueTask SetMemory(Host host, DomainRef self, long memory, DomainAffect affect) =>
        host.Domains.SetMemoryAsync(new() { Self = self, Memory = memory, Affect = affect }, Host.Call);

    private static ValueTask SetMaxMemory(Host host, DomainRef self, DomainAffect affect) =>
        host.Domains.SetMaxMemoryAsync(new() { Self = self, MaxMemory = 32768, Affect = affect }, Host.Call);

    private static ValueTask SetVcpus(Host host, DomainRef self, int vcpus, DomainAffect affect, bool maximum = false) =>
        host.Domains.SetVcpusAsync(new() { Self = self, Vcpus = vcpus, Affect = affect, Maximum = maximum }, Host.Call);

    private static ValueTask Rename(Host host, DomainRef self)
    {
        Host.Run(host.Domains.RenameAsync(new() { Self = self, Name = self.Name + "-renamed" }, Host.Call));
        return default;
    }
}
