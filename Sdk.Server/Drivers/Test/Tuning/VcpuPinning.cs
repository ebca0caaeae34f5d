using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Host;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Tuning;

/// <summary>Which of the host's processors a virtual processor may run on. Pure functions.</summary>
internal static class VcpuPinning
{
    extension(SimulatedDomain domain)
    {
        /// <summary>Pins a virtual processor.</summary>
        public DomainTransition PinVcpu(int vcpu, IReadOnlyList<int> cpus, DomainAffect? affect)
        {
            var affected = domain.Affected(affect);
            if (cpus.Where(cpu => cpu is < 0 || cpu >= TestHardware.Cpus).Select(cpu => (int?)cpu).FirstOrDefault() is { } beyond)
                throw DomainRefusals.InvalidArgument(domain, "cpus", $"The host has no processor {beyond}, but those from 0 to {TestHardware.Cpus - 1}.");
            var set = CpuSet.Format([.. cpus.Order()]);
            var config = affected.HasFlag(AffectedDefinitions.Config) ? Pinned(domain.Persistent!, domain.Persistent!.MaxVcpus) : null;
            var live = affected.HasFlag(AffectedDefinitions.Live) ? Pinned(domain.Live!, domain.Live!.Vcpus) : null;
            var name = string.Create(CultureInfo.InvariantCulture, $"cputune.vcpupin{vcpu}");
            return domain.Update(
                live, config, live is null ? null : new DomainChange.TuningChanged(domain.Reference, new Dictionary<string, string> { [name] = set }));

            DomainDefinition? Pinned(DomainDefinition before, int count) =>
                vcpu < count ? Changed(before, before.WithPin(vcpu, set)) : throw DomainRefusals.InvalidArgument(
                    domain, "vcpu", $"Domain '{domain.Name}' has no virtual processor {vcpu}, but those from 0 to {count - 1}.");
        }
    }

    extension(DomainDefinition definition)
    {
        /// <summary>The pins of virtual processors, by their numbers; null where none is pinned.</summary>
        public IReadOnlyList<DomainVcpuPin>? Pins()
        {
            if (!definition.Xml.Contains("<vcpupin", StringComparison.Ordinal))
                return null;
            return
            [
                .. from pin in definition.Root().Child("cputune")?.Children("vcpupin") ?? []
                   where int.TryParse(pin.Attribute("vcpu"), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                   orderby int.Parse(pin.Attribute("vcpu")!, CultureInfo.InvariantCulture)
                   select new DomainVcpuPin
                   {
                       Vcpu = int.Parse(pin.Attribute("vcpu")!, CultureInfo.InvariantCulture),
                       Cpus = CpuSet.Parse(pin.Attribute("cpuset") ?? ""),
                   },
            ];
        }

        private DomainDefinition WithPin(int vcpu, string set) => definition.Edit(root =>
        {
            var number = vcpu.ToString(CultureInfo.InvariantCulture);
            var tune = root.CpuTune();
            var pin = tune.Children("vcpupin").FirstOrDefault(p => p.Attribute("vcpu") == number)
                ?? tune.AppendIndented(tune.OwnerDocument.CreateElement("vcpupin"));
            pin.SetAttribute("vcpu", number);
            pin.SetAttribute("cpuset", set);
        });
    }

    private static DomainDefinition? Changed(DomainDefinition before, DomainDefinition after) => after.Xml == before.Xml ? null : after;
}
