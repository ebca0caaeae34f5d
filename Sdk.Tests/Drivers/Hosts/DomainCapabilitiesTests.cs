using System.Xml.Linq;
using Virtwire.Sdk.Server.Drivers.Test.Host;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Hosts;

/// <summary>What a hypervisor can give a guest is told of the one that there is, and refused of any other.</summary>
public sealed class DomainCapabilitiesTests
{
    private readonly TestHostDriver _driver;

    public DomainCapabilitiesTests()
    {
        var host = new Host();
        _driver = new TestHostDriver("test:///default", new NoServer(), new HostFigures(host.Simulation, host.Store));
    }

    [Fact]
    public async Task They_are_of_the_emulator_that_the_capabilities_name()
    {
        var guest = XElement.Parse(await _driver.GetCapabilitiesAsync(Host.Call)).Element("guest")!.Element("arch")!;
        var document = XElement.Parse(await _driver.GetDomainCapabilitiesAsync(default, Host.Call));

        Assert.Equal("domainCapabilities", document.Name);
        Assert.Equal(guest.Element("emulator")!.Value, document.Element("path")!.Value);
        Assert.Equal(guest.Element("domain")!.Attribute("type")!.Value, document.Element("domain")!.Value);
        Assert.Equal(guest.Attribute("name")!.Value, document.Element("arch")!.Value);
    }

    [Fact]
    public async Task The_most_processors_are_those_that_a_guest_gets()
    {
        var host = new Host(withDefaultGuest: true);
        var most = (int)XElement.Parse(await _driver.GetDomainCapabilitiesAsync(default, Host.Call)).Element("vcpu")!.Attribute("max")!;
        var (self, affect) = (DomainRef.ByName("test"), DomainAffect.Config);

        await host.Domains.SetVcpusAsync(new() { Self = self, Vcpus = most, Affect = affect, Maximum = true }, Host.Call);
        await Assert.ThrowsAsync<InvalidArgumentException>(async () =>
            await host.Domains.SetVcpusAsync(new() { Self = self, Vcpus = most + 1, Affect = affect, Maximum = true }, Host.Call));
    }

    [Fact]
    public async Task A_model_is_usable_when_a_comparison_does_not_call_it_incompatible()
    {
        var document = XElement.Parse(await _driver.GetDomainCapabilitiesAsync(default, Host.Call));
        var models = document.Descendants("mode").Single(m => m.Attribute("name")!.Value == "custom").Elements("model").ToList();

        Assert.NotEmpty(models);
        foreach (var model in models)
        {
            var comparison = await _driver.CompareCpuAsync(new() { Xml = $"<cpu><model>{model.Value}</model></cpu>" }, Host.Call);
            Assert.Equal((model.Value, comparison != CpuComparison.Incompatible), (model.Value, model.Attribute("usable")!.Value == "yes"));
        }
    }

    [Fact]
    public async Task What_the_host_has_can_be_asked_for_by_name()
    {
        var asked = await _driver.GetDomainCapabilitiesAsync(new() { Emulator = "/usr/bin/test-hv", Arch = "i686", VirtType = "test" }, Host.Call);

        Assert.Equal(await _driver.GetDomainCapabilitiesAsync(default, Host.Call), asked);
    }

    [Theory]
    [InlineData("emulator", "/usr/bin/qemu-kvm", null, null, null)]
    [InlineData("arch", null, "x86_64", null, null)]
    [InlineData("arch", null, "z80", null, null)]
    [InlineData("machine", null, null, "pc", null)]
    [InlineData("virtType", null, null, null, "kvm")]
    [InlineData("virtType", null, null, null, "nonsense")]
    public async Task What_it_does_not_have_is_refused(string parameter, string? emulator, string? arch, string? machine, string? type)
    {
        var refusal = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _driver.GetDomainCapabilitiesAsync(
            new() { Emulator = emulator, Arch = arch, Machine = machine, VirtType = type }, Host.Call));

        Assert.Equal(parameter, refusal.Parameter);
        Assert.Contains((emulator ?? arch ?? machine ?? type)!, refusal.Message, StringComparison.Ordinal);
    }
}
