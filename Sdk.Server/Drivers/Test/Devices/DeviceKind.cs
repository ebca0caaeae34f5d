using System.Collections.Frozen;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>A kind of devices: the name of its element, and what libvirt's QEMU driver can do with it.</summary>
/// <param name="Name">The element's name.</param>
internal sealed record DeviceKind(string Name)
{
    private static readonly FrozenDictionary<string, DeviceKind> Known = Table();

    /// <summary>Whether some of them can be plugged into, and out of, a guest that runs.</summary>
    public bool Hot { get; private init; }

    /// <summary>Whether they can be plugged in and out for the next start.</summary>
    public bool Cold { get; private init; }

    /// <summary>Whether anything about them can change in a guest that runs.</summary>
    public bool LiveUpdate { get; private init; }

    /// <summary>Whether one can be replaced for the next start.</summary>
    public bool ConfigUpdate { get; private init; }

    /// <summary>The kind of that name, or null.</summary>
    public static DeviceKind? Find(string name) => Known.GetValueOrDefault(name);

    private static FrozenDictionary<string, DeviceKind> Table()
    {
        var kinds = new Dictionary<string, DeviceKind>(StringComparer.Ordinal);
        Add("disk interface graphics", kind => kind with { LiveUpdate = true, ConfigUpdate = true });
        Add("memory", kind => kind with { ConfigUpdate = true });
        Add(
            "disk interface controller hostdev lease redirdev channel console serial parallel rng memory shmem watchdog input vsock filesystem",
            kind => kind with { Hot = true, Cold = true });
        Add("sound tpm iommu panic", kind => kind with { Cold = true });
        Add("graphics video hub smartcard memballoon nvram audio crypto", kind => kind);
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string names, Func<DeviceKind, DeviceKind> with)
        {
            foreach (var name in names.Split(' '))
                kinds[name] = with(kinds.GetValueOrDefault(name) ?? new DeviceKind(name));
        }
    }
}
