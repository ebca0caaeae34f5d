using Virtwire.Sdk.Server.Drivers.Test.Host;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Hosts;

/// <summary>Processors are compared by libvirt's rules; the simulated machine's are those of a Pentium III.</summary>
public sealed class CpuComparisonTests
{
    private readonly TestHostDriver _driver;

    public CpuComparisonTests()
    {
        var host = new Host();
        _driver = new TestHostDriver("test:///default", new NoServer(), new HostFigures(host.Simulation, host.Store));
    }

    [Theory]
    [InlineData("identical", "<cpu><arch>i686</arch><model>pentium3</model></cpu>")]
    [InlineData("identical", "<cpu><arch>x86_64</arch><model>pentium3</model><vendor>Intel</vendor></cpu>")]
    [InlineData("superset", "<cpu><arch>i686</arch><model>pentium2</model></cpu>")]
    [InlineData("identical", "<cpu><arch>i686</arch><model>pentium2</model><feature name='sse'/></cpu>")]
    [InlineData("superset", "<cpu match='minimum'><model>486</model></cpu>")]
    [InlineData("identical", "<cpu match='exact'><model fallback='forbid'>pentium3</model><topology sockets='1' cores='2' threads='1'/></cpu>")]
    [InlineData("identical", "<cpu match='strict'><model>pentium3</model></cpu>")]
    [InlineData("identical", "<cpu match='strict'><model>pentium2</model><feature policy='optional' name='sse'/></cpu>")]
    [InlineData("identical", "<cpu><model>coreduo</model><feature policy='disable' name='sse2'/><feature policy='disable' name='pni'/><feature policy='optional' name='monitor'/><feature policy='disable' name='apic'/><feature policy='forbid' name='nx'/><feature policy='disable' name='clflush'/><feature policy='optional' name='pse36'/></cpu>")]
    [InlineData("identical", "<cpu><model>pentium3</model><feature policy='force' name='sse2'/></cpu>")]
    [InlineData("identical", "<cpu mode='host-model'/>")]
    [InlineData("identical", "<cpu mode='host-passthrough' check='none'/>")]
    public async Task What_the_host_can_run(string expected, string xml) =>
        Assert.Equal(expected, (await _driver.CompareCpuAsync(new() { Xml = xml, FailIncompatible = true }, Host.Call)).ToString());

    [Theory]
    [InlineData("ppc64", "", "<cpu><arch>ppc64</arch><model>pentium3</model></cpu>")]
    [InlineData("AMD", "", "<cpu><model>pentium3</model><vendor>AMD</vendor></cpu>")]
    [InlineData("forbidden", "sse", "<cpu><model>pentium2</model><feature policy='forbid' name='sse'/></cpu>")]
    [InlineData("required", "avx", "<cpu><model>pentium3</model><feature policy='require' name='avx'/></cpu>")]
    [InlineData("required", "apic clflush monitor nx pni sse2", "<cpu><arch>i686</arch><model>coreduo</model></cpu>")]
    [InlineData("strict", "sse", "<cpu match='strict'><model>pentium2</model></cpu>")]
    public async Task What_it_cannot_run_is_said_and_on_demand_refused_with_the_reason(string reason, string features, string xml)
    {
        Assert.Equal(CpuComparison.Incompatible, await _driver.CompareCpuAsync(new() { Xml = xml }, Host.Call));

        var refusal = await Assert.ThrowsAsync<CpuIncompatibleException>(async () => await _driver.CompareCpuAsync(new() { Xml = xml, FailIncompatible = true }, Host.Call));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Subset(refusal.Features!.ToHashSet(), features.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet());
    }

    [Theory]
    [InlineData(1, 1, null, "")]
    [InlineData(1, 6, null, "<cpu>")]
    [InlineData(1, 1, null, "<!DOCTYPE cpu><cpu/>")]
    [InlineData(1, 1, "domain", "<domain/>")]
    [InlineData(1, 1, "cpu", "<cpu/>")]
    [InlineData(1, 1, "cpu", "<cpu><feature name='sse'/></cpu>")]
    [InlineData(1, 1, "cpu", "<cpu><arch>i686</arch></cpu>")]
    [InlineData(2, 1, "cpu/arch", "<cpu>\n<arch>z80</arch><model>486</model></cpu>")]
    [InlineData(1, 25, "cpu/arch", "<cpu mode='host-model'> <arch>i686</arch></cpu>")]
    [InlineData(1, 6, "cpu/model", "<cpu><model>586</model></cpu>")]
    [InlineData(1, 1, "cpu", "<cpu mode='guess'><model>486</model></cpu>")]
    [InlineData(1, 1, "cpu", "<cpu match='most'><model>486</model></cpu>")]
    [InlineData(1, 24, "cpu/feature", "<cpu><model>486</model><feature/></cpu>")]
    [InlineData(1, 24, "cpu/feature", "<cpu><model>486</model><feature name='sse9'/></cpu>")]
    [InlineData(1, 24, "cpu/feature", "<cpu><model>486</model><feature name='sse' policy='wish'/></cpu>")]
    [InlineData(1, 45, "cpu/feature", "<cpu><model>486</model><feature name='sse'/><feature name='sse'/></cpu>")]
    [InlineData(1, 24, "cpu/topology", "<cpu><model>486</model><topology sockets='1' cores='0' threads='1'/></cpu>")]
    public async Task A_document_of_none_is_refused_at_the_place_of_the_fault(int line, int column, string? element, string xml)
    {
        var refusal = await Assert.ThrowsAsync<XmlInvalidException>(async () => await _driver.CompareCpuAsync(new() { Xml = xml }, Host.Call));

        Assert.Equal(element, refusal.Element);
        if (element is not null)
            Assert.Equal((line, column), (refusal.Line, refusal.Column));
    }
}
