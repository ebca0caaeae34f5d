using System.Globalization;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Server.Drivers.Test.Host;
using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Hosts;

/// <summary>The figures begin where libvirt's stand still, and move with the simulator's time and with the domains.</summary>
public sealed class HostFiguresTests
{
    private readonly Host _host = new(withDefaultGuest: true);
    private readonly TestHostDriver _driver;

    public HostFiguresTests() =>
        _driver = new TestHostDriver("test:///default", new NoServer(), new HostFigures(_host.Simulation, _host.Store));

    [Fact]
    public async Task They_begin_with_those_of_libvirts_own_simulator()
    {
        var cpu = await _driver.GetCpuStatsAsync(default, Host.Call);
        var free = await _driver.GetFreeMemoryAsync(Host.Call);

        Assert.Equal(
            new HostCpuStats { User = 9_797_400_000, System = 34_678_723_400_000, Idle = 87_264_900_000, Iowait = 763_600_000 }, cpu);
        Assert.Equal(3_145_728, free.Memory);
        Assert.Equal([1_048_576, 2_097_152], free.Cells);
    }

    [Fact]
    public async Task Libvirts_own_simulator_says_the_same()
    {
        Assert.SkipUnless(Virsh.IsInstalled, "virsh is not installed: nothing was compared with libvirt.");
        var output = await Virsh.RunAsync("nodecpustats; freecell; uri");
        string Value(string name) => Regex.Match(output, $@"^{name}:\s+(\d+)", RegexOptions.Multiline).Groups[1].Value;
        var cpu = await _driver.GetCpuStatsAsync(default, Host.Call);

        Assert.Equal([Value("user"), Value("system"), Value("idle"), Value("iowait")], new[] { cpu.User, cpu.System, cpu.Idle, cpu.Iowait }.Select(Text));

        // libvirt's simulator answers KiB where bytes are asked for, and virsh divides them once more.
        Assert.Equal((await _driver.GetFreeMemoryAsync(Host.Call)).Memory, long.Parse(Value("Total"), CultureInfo.InvariantCulture) * 1024);
        Assert.Contains(await _driver.GetUriAsync(Host.Call), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processor_times_go_on_with_each_change_alike_for_all_processors_and_never_back()
    {
        var before = await _driver.GetCpuStatsAsync(default, Host.Call);
        var first = await _driver.GetCpuStatsAsync(new() { Cpu = 0 }, Host.Call);
        await _host.Domains.SuspendAsync(DomainRef.ByName("test"), Host.Call);
        await _host.Domains.DestroyAsync(new() { Self = DomainRef.ByName("test") }, Host.Call);
        var after = await _driver.GetCpuStatsAsync(default, Host.Call);
        var last = await _driver.GetCpuStatsAsync(new() { Cpu = 15 }, Host.Call);

        Assert.Equal(2UL * 16 * 10_000_000, Sum(after) - Sum(before));
        Assert.Equal(2UL * 10_000_000, Sum(last) - Sum(first));
        Assert.All([(before.User, after.User), (before.System, after.System), (before.Idle, after.Idle), (before.Iowait, after.Iowait)], pair => Assert.True(pair.Item2 > pair.Item1));
    }

    [Fact]
    public async Task Memory_is_free_that_no_active_domain_has()
    {
        await _host.Domains.DestroyAsync(new() { Self = DomainRef.ByName("test") }, Host.Call);
        Assert.Equal(5_242_880, (await _driver.GetMemoryStatsAsync(default, Host.Call)).Free);

        await _host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("t1") }, Host.Call);
        var all = await _driver.GetMemoryStatsAsync(default, Host.Call);
        var cells = new[] { await Cell(0), await Cell(1) };
        Assert.Equal(5_242_880 - 65_536, all.Free);
        Assert.Equal(all.Free, cells.Sum(c => c.Free));
        Assert.Equal([2_097_152, 4_194_304], cells.Select(c => c.Total));
        Assert.Equal(all.Free, (await _driver.GetFreeMemoryAsync(Host.Call)).Memory);
    }

    [Fact]
    public async Task Memory_that_is_given_twice_is_never_free()
    {
        for (var i = 0; i < 3; i++)
            await _host.Domains.CreateXmlAsync(new() { Xml = Host.Xml($"t{i}").Replace("'MiB'>64", "'GiB'>64", StringComparison.Ordinal) }, Host.Call);

        var free = await _driver.GetFreeMemoryAsync(Host.Call);
        Assert.Equal(0, free.Memory);
        Assert.Equal([0, 0], free.Cells);
    }

    [Fact]
    public async Task At_a_glance_it_counts_the_domains_and_what_they_have()
    {
        await _host.Domains.DefineAsync(new() { Xml = Host.Xml("off") }, Host.Call);
        await _host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("on") }, Host.Call);

        var stats = await _driver.GetStatsAsync(Host.Call);

        Assert.Equal((16, 3, 2, 4L), (stats.Cpus, stats.Domains, stats.ActiveDomains, stats.ActiveVcpus));
        Assert.Equal((6_291_456L, 2_097_152L + 65_536, 3_145_728L - 65_536), (stats.Memory, stats.ActiveMemory, stats.MemoryFree));
        Assert.Equal(await _driver.GetCpuStatsAsync(default, Host.Call), new HostCpuStats { User = stats.CpuUser, System = stats.CpuSystem, Idle = stats.CpuIdle, Iowait = stats.CpuIowait });
    }

    [Fact]
    public async Task A_processor_or_a_cell_that_there_is_not_is_refused()
    {
        var cpu = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _driver.GetCpuStatsAsync(new() { Cpu = 16 }, Host.Call));
        var cell = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _driver.GetMemoryStatsAsync(new() { Cell = 2 }, Host.Call));

        Assert.Equal(("cpu", "cell"), (cpu.Parameter, cell.Parameter));
        Assert.Contains("16", cpu.Message, StringComparison.Ordinal);
    }

    private ValueTask<HostMemoryStats> Cell(int cell) => _driver.GetMemoryStatsAsync(new() { Cell = cell }, Host.Call);

    private static ulong Sum(HostCpuStats stats) => stats.User + stats.System + stats.Idle + stats.Iowait;

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
