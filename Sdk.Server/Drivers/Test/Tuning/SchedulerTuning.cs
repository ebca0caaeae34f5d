using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Tuning;

/// <summary>The domain's share of the host's processors: <c>cputune</c> of its document. Pure functions.</summary>
internal static class SchedulerTuning
{
    private const long DefaultShares = 1024;
    private const long DefaultPeriod = 100_000;
    private const long Unlimited = -1;

    /// <summary>Above this, in microseconds, a quota is no bound any more.</summary>
    private const long MostQuota = 17_592_186_044_415;

    private static readonly SchedulerParameter[] All =
    [
        new("cpuShares", "shares", "cpu_shares", DefaultShares, 2, 262_144),
        Period("vcpuPeriod", "period", "vcpu_period"),
        Quota("vcpuQuota", "quota", "vcpu_quota"),
        Period("emulatorPeriod", "emulator_period"),
        Quota("emulatorQuota", "emulator_quota"),
        Period("globalPeriod", "global_period"),
        Quota("globalQuota", "global_quota"),
        Period("iothreadPeriod", "iothread_period"),
        Quota("iothreadQuota", "iothread_quota"),
    ];

    extension(SimulatedDomain domain)
    {
        /// <summary>What holds, with the defaults of what the document leaves out.</summary>
        public DomainSchedulerParameters ReadScheduler(DomainAffect? affect)
        {
            var tune = domain.Read(affect).Root().Child("cputune");
            long Value(int i) => All[i].Read(tune);
            return new DomainSchedulerParameters
            {
                CpuShares = Value(0),
                VcpuPeriod = Value(1),
                VcpuQuota = Value(2),
                EmulatorPeriod = Value(3),
                EmulatorQuota = Value(4),
                GlobalPeriod = Value(5),
                GlobalQuota = Value(6),
                IothreadPeriod = Value(7),
                IothreadQuota = Value(8),
            };
        }

        /// <summary>Changes what is given, all or nothing.</summary>
        public DomainTransition SetScheduler(DomainSchedulerParameters parameters, DomainAffect? affect)
        {
            var affected = domain.Affected(affect);
            long?[] values =
            [
                parameters.CpuShares, parameters.VcpuPeriod, parameters.VcpuQuota, parameters.EmulatorPeriod, parameters.EmulatorQuota,
                parameters.GlobalPeriod, parameters.GlobalQuota, parameters.IothreadPeriod, parameters.IothreadQuota,
            ];
            var given = All.Zip(values).Where(p => p.Second is not null).Select(p => (Parameter: p.First, Value: p.Second!.Value)).ToList();
            foreach (var (parameter, value) in given)
            {
                if (parameter.FaultOf(value) is { } fault)
                    throw DomainRefusals.InvalidArgument(domain, parameter.Name, fault);
            }

            var config = affected.HasFlag(AffectedDefinitions.Config) ? Changed(domain.Persistent!) : null;
            var live = affected.HasFlag(AffectedDefinitions.Live) ? Changed(domain.Live!) : null;
            var told = live is null ? null : new DomainChange.TuningChanged(
                domain.Reference,
                given.ToDictionary(g => "cputune." + g.Parameter.Told, g => g.Value.ToString(CultureInfo.InvariantCulture)));
            return domain.Update(live, config, told);

            DomainDefinition? Changed(DomainDefinition before)
            {
                var tune = before.Root().Child("cputune");
                var other = given.Where(g => g.Parameter.Read(tune) != g.Value).ToList();
                return other.Count == 0 ? null : before.Edit(root => other.ForEach(g => g.Parameter.Write(root.CpuTune(), g.Value)));
            }
        }
    }

    /// <summary>The element of a domain that holds how processors are shared out; made where there is none.</summary>
    public static XmlElement CpuTune(this XmlElement root) => root.Child("cputune")
        ?? (root.Child("vcpu") ?? root.Child("currentMemory") ?? root.Child("memory") ?? root.Child("uuid")!).InsertElementAfter("cputune");

    private static SchedulerParameter Period(string name, string element, string? told = null) =>
        new(name, element, told ?? element, DefaultPeriod, 1_000, 1_000_000);

    private static SchedulerParameter Quota(string name, string element, string? told = null) =>
        new(name, element, told ?? element, Unlimited, 1_000, MostQuota) { MayBeUnlimited = true };

    /// <summary>One of the parameters.</summary>
    /// <param name="Name">Its name in the API.</param>
    /// <param name="Element">The element that holds it.</param>
    /// <param name="Told">Its name in events.</param>
    /// <param name="Default">What holds where the document says nothing.</param>
    /// <param name="Least">The least value.</param>
    /// <param name="Most">The greatest value.</param>
    private sealed record SchedulerParameter(string Name, string Element, string Told, long Default, long Least, long Most)
    {
        /// <summary>Whether -1 stands for no bound.</summary>
        public bool MayBeUnlimited { get; init; }

        public long Read(XmlElement? tune) =>
            long.TryParse(tune?.Child(Element)?.InnerText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? MayBeUnlimited && value < 0 ? Unlimited : value
                : Default;

        public string? FaultOf(long value) => (value >= Least && value <= Most) || (MayBeUnlimited && value == Unlimited)
            ? null
            : $"{value} is no value for '{Name}', which goes from {Least} to {Most}{(MayBeUnlimited ? ", or is -1 for no bound" : "")}.";

        public void Write(XmlElement tune, long value) =>
            (tune.Child(Element) ?? tune.AppendIndented(tune.OwnerDocument.CreateElement(Element))).InnerText =
                value.ToString(CultureInfo.InvariantCulture);
    }
}
