using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Networks;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>What the agent tells about a simulated guest: always the same about the same definition.</summary>
internal static class GuestFacts
{
    private const string OsNamespace = "http://libosinfo.org/xmlns/libvirt/domain/1.0";
    private static readonly DateTimeOffset LoginTime = DateTimeOffset.FromUnixTimeSeconds(627_319_920);

    private static readonly GuestTimezone Utc = new() { Name = "UTC", Offset = 0 };

    extension(SimulatedDomain domain)
    {
        /// <summary>What the agent is asked for.</summary>
        /// <param name="types">What; everything when absent or empty.</param>
        /// <param name="leases">What the networks have given the guest.</param>
        public GuestInfo Ask(IReadOnlyList<GuestInfoType>? types, IReadOnlyList<Lease> leases)
        {
            domain.RequireAgent();
            foreach (var unknown in (types ?? []).Where(t => !t.IsKnown))
                throw DomainRefusals.ArgumentUnsupported(domain, "types", $"The agent knows nothing about '{unknown}'.");
            bool Wants(GuestInfoType type) => types is not { Count: > 0 } || types.Contains(type);
            return new GuestInfo
            {
                Users = Wants(GuestInfoType.Users) ? domain.ListUsers() : null,
                Os = Wants(GuestInfoType.Os) ? domain.DescribeOs() : null,
                Timezone = Wants(GuestInfoType.Timezone) ? Utc : null,
                Hostname = Wants(GuestInfoType.Hostname) ? domain.Hostname() : null,
                Filesystems = Wants(GuestInfoType.Filesystems) ? domain.ListFilesystems() : null,
                Disks = Wants(GuestInfoType.Disks) ? domain.ListDisks() : null,
                Interfaces = Wants(GuestInfoType.Interfaces) ? domain.AskForAddresses(leases) : null,
            };
        }

        /// <summary>The accounts of the guest.</summary>
        public IReadOnlyList<string> Accounts() => domain.IsWindows() ? ["Administrator"] : ["root"];

        private IReadOnlyList<GuestUser> ListUsers() =>
            [.. domain.Accounts().Select(name => new GuestUser { Name = name, Domain = domain.IsWindows() ? domain.Hostname() : null, LoginTime = LoginTime })];

        private GuestOs DescribeOs()
        {
            var (id, version) = domain.OsId();
            var name = domain.IsWindows() ? "Microsoft Windows" : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(id);
            return new GuestOs
            {
                Id = domain.IsWindows() ? "mswindows" : id,
                Name = name,
                PrettyName = version.Length > 0 ? name + " " + version : name,
                Version = version,
                VersionId = version,
                KernelRelease = domain.IsWindows() ? "10.0" : "6.1.0",
                KernelVersion = domain.IsWindows() ? "10.0" : "#1 SMP",
                Machine = domain.Live!.Root().Child("os")?.Child("type")?.Attribute("arch") ?? "x86_64",
            };
        }

        // A domain's name may hold what no host's name can.
        private string Hostname()
        {
            var name = string.Concat(domain.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '-')).Trim('-');
            return name.Length > 0 ? name[..Math.Min(63, name.Length)] : "guest";
        }

        private IReadOnlyList<GuestDisk> ListDisks()
        {
            var filesystems = domain.ListFilesystems();
            return
            [
                .. from disk in domain.Live!.Root().Devices("disk")
                   where disk.SourceName() is not null
                   let target = disk.DeviceName()
                   let parts = filesystems.Where(f => f.Disks.Contains(target)).Select(f => new GuestDisk { Name = "/dev/" + f.Name, Partition = true, Target = target })
                   from part in parts.Prepend(new GuestDisk { Name = "/dev/" + target, Partition = false, Target = target })
                   select part,
            ];
        }

        private bool IsWindows() => domain.OsId().Id is "win" or "mswindows";

        // As virt-install notes it: <libosinfo:os id="http://fedoraproject.org/fedora/38"/>.
        private (string Id, string Version) OsId()
        {
            var os = domain.Live!.Root().Child("metadata")?.GetElementsByTagName("os", OsNamespace).Item(0)?.Attributes?["id"]?.Value;
            var parts = os?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
            return parts.Length >= 3 ? (parts[^2], parts[^1]) : ("linux", "");
        }
    }
}
