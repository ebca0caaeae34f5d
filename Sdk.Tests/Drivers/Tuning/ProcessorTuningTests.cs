using Virtwire.Sdk.Server.Drivers.Test.Tuning;
using Virtwire.Sdk.Tests.Drivers.Devices;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Tuning;

/// <summary>Pins of virtual processors, their share of the host's, and what the host's have done.</summary>
public sealed class ProcessorTuningTests
{
    private readonly DeviceGuest _guest = new();

    [Fact]
    public void A_pin_is_told_read_and_set_anew()
    {
        Pin(0, [3, 1, 2, 8]);
        Assert.Equal(["tuningChanged web1 {\"cputune.vcpupin0\":\"1-3,8\"}"], _guest.Told);
        Assert.Equal("1-3,8", _guest.Find("//cputune/vcpupin[@vcpu='0']").Single().GetAttribute("cpuset"));
        Pin(0, [1, 2, 3, 8]);
        Assert.Empty(_guest.Told);
        Pin(1, [0], DomainAffect.LiveAndConfig);
        Assert.Equal(["tuningChanged web1 {\"cputune.vcpupin1\":\"0\"}", "defined web1 updated"], _guest.Told);
        Pin(0, [4]);

        var pins = Vcpus(DomainAffect.Live).Pins!;
        Assert.Equal(["0: 4", "1: 0"], pins.Select(p => $"{p.Vcpu}: {string.Join(' ', p.Cpus)}"));
        Assert.Equal(1, Assert.Single(Vcpus(DomainAffect.Config).Pins!).Vcpu);
    }

    [Theory]
    [InlineData(2, 0, "vcpu")]
    [InlineData(0, 16, "cpus")]
    [InlineData(0, -1, "cpus")]
    public void What_is_not_there_is_not_pinned(int vcpu, int cpu, string parameter)
    {
        Assert.Equal(parameter, _guest.Refused<InvalidArgumentException>(() => Pin(vcpu, [0, cpu])).Parameter);
        Assert.Equal(parameter, _guest.Refused<InvalidArgumentException>(() => Pin(vcpu, [0, cpu], DomainAffect.LiveAndConfig)).Parameter);
    }

    [Fact]
    public void Pins_need_the_definition_that_they_are_for()
    {
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Pin(0, [0], DomainAffect.Live));
        _guest.Start();
        Host.Run(_guest.Host.Domains.UndefineAsync(new() { Self = _guest.Self }, Host.Call));
        Assert.Throws<DomainNotPersistentException>(() => Pin(0, [0], DomainAffect.Config));
    }

    [Theory]
    [InlineData("0-3,^2,5", "0 1 3 5", "0-1,3,5")]
    [InlineData("7", "7", "7")]
    [InlineData(" 4 , 2-2 ,x,9-", "2 4", "2,4")]
    [InlineData("", "", "")]
    public void Sets_are_written_in_their_shortest_form(string text, string cpus, string shortest)
    {
        var parsed = CpuSet.Parse(text);
        Assert.Equal((cpus, shortest), (string.Join(' ', parsed), CpuSet.Format(parsed)));
    }

    [Fact]
    public void Shares_and_quotas_change_where_they_are_given()
    {
        Set(new() { CpuShares = 2048, VcpuQuota = 50_000 }, DomainAffect.LiveAndConfig);
        Assert.Equal(["tuningChanged web1 {\"cputune.cpu_shares\":\"2048\",\"cputune.vcpu_quota\":\"50000\"}", "defined web1 updated"], _guest.Told);
        Set(new() { VcpuQuota = -1, IothreadPeriod = 1_000 });

        Assert.Equal((2048, -1, 1_000, 100_000), Read(DomainAffect.Live) is { } live ? (live.CpuShares, live.VcpuQuota, live.IothreadPeriod, live.GlobalPeriod) : default);
        Assert.Equal((2048, 50_000, 100_000), Read(DomainAffect.Config) is { } config ? (config.CpuShares, config.VcpuQuota, config.IothreadPeriod) : default);
        _guest.Host.Events.Take();
        Set(Read(DomainAffect.Live));
        Assert.Empty(_guest.Told);
        Assert.Equal("50000", _guest.Find("//cputune/quota", config: true).Single().InnerText);
    }

    public static TheoryData<string, DomainSchedulerParameters> OutOfRange { get; } = new()
    {
        { "cpuShares", new() { CpuShares = 1 } },
        { "cpuShares", new() { CpuShares = 262_145 } },
        { "vcpuPeriod", new() { VcpuPeriod = 999 } },
        { "emulatorPeriod", new() { EmulatorPeriod = 1_000_001 } },
        { "globalPeriod", new() { GlobalPeriod = 0 } },
        { "vcpuQuota", new() { CpuShares = 2, VcpuQuota = 999 } },
        { "emulatorQuota", new() { EmulatorQuota = -2 } },
        { "globalQuota", new() { GlobalQuota = 0 } },
        { "iothreadQuota", new() { IothreadQuota = 17_592_186_044_416 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void A_value_out_of_range_leaves_all_as_it_was(string parameter, DomainSchedulerParameters parameters) =>
        Assert.Equal(parameter, _guest.Refused<InvalidArgumentException>(() => Set(parameters, DomainAffect.LiveAndConfig)).Parameter);

    [Fact]
    public void Only_one_definition_is_read_at_once()
    {
        Assert.Equal("affect", _guest.Refused<InvalidArgumentException>(() => Read(DomainAffect.LiveAndConfig)).Parameter);
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Read(DomainAffect.Live));
    }

    [Fact]
    public void The_time_of_the_hosts_processors_adds_up_to_the_domains()
    {
        _guest.Wait(7);
        var stats = Cpus();
        Assert.Equal(stats.CpuTime, stats.Cpus.Aggregate(0UL, (sum, c) => sum + c.CpuTime));
        Assert.Equal(stats.CpuTime, stats.UserTime + stats.SystemTime);
        Assert.Equal([0, 1], stats.Cpus.Select(c => c.Cpu));
        Pin(0, [5, 6, 7]);
        Pin(1, [7]);
        Assert.Equal([5, 6, 7], Cpus().Cpus.Select(c => c.Cpu));
        Assert.True(Cpus().CpuTime > stats.CpuTime);
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(Cpus);
    }

    private void Pin(int vcpu, int[] cpus, DomainAffect? affect = null) =>
        Host.Run(_guest.Host.Domains.PinVcpuAsync(new() { Self = _guest.Self, Vcpu = vcpu, Cpus = cpus, Affect = affect }, Host.Call));

    private DomainVcpus Vcpus(DomainAffect affect) => Host.Run(_guest.Host.Domains.GetVcpusAsync(new() { Self = _guest.Self, Affect = affect }, Host.Call));

    private void Set(DomainSchedulerParameters parameters, DomainAffect? affect = null) => Host.Run(
        _guest.Host.Domains.SetSchedulerParametersAsync(new() { Self = _guest.Self, Parameters = parameters, Affect = affect }, Host.Call));

    private DomainSchedulerParameters Read(DomainAffect affect) =>
        Host.Run(_guest.Host.Domains.GetSchedulerParametersAsync(new() { Self = _guest.Self, Affect = affect }, Host.Call));

    private DomainCpuStats Cpus() => Host.Run(_guest.Host.Domains.GetCpuStatsAsync(_guest.Self, Host.Call));
}
