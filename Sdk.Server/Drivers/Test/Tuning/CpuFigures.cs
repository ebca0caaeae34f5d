using Virtwire.Sdk.Server.Drivers.Test.Host;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Tuning;

/// <summary>The processor time of an activation, spread over the host's processors.</summary>
internal static class CpuFigures
{
    /// <summary>What the host's processors have done for a domain.</summary>
    public static DomainCpuStats MeasureCpus(this SimulatedDomain domain, long now)
    {
        domain.RequireActive();
        var live = domain.Live!;
        var all = domain.Cpu.At(now, live.Vcpus);
        var cpus = live.Pins() is { Count: > 0 } pins
            ? pins.SelectMany(pin => pin.Cpus).Where(cpu => cpu < TestHardware.Cpus).Distinct().Order().ToList()
            : [];
        if (cpus.Count == 0)
            cpus = [.. Enumerable.Range(0, Math.Min(live.Vcpus, TestHardware.Cpus))];

        // Evenly, and what does not divide to the first.
        var each = all / (ulong)cpus.Count;
        return new DomainCpuStats
        {
            CpuTime = all,
            UserTime = all - (all / 4),
            SystemTime = all / 4,
            Cpus = [.. cpus.Select((cpu, i) =>
            {
                var time = i == 0 ? all - (each * (ulong)(cpus.Count - 1)) : each;
                return new DomainHostCpuStats { Cpu = cpu, CpuTime = time, VcpuTime = time - (time / 16) };
            })],
        };
    }
}
