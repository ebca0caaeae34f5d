using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.NodeDevices;

/// <summary>A device at one moment: hardware, which is there, or something made of it, which may only be defined.</summary>
internal sealed record SimulatedDevice
{
    /// <summary>The driver of a device that was taken from the host.</summary>
    public const string PassThroughDriver = "vfio-pci";

    /// <summary>What is there again after a restart; null for what is gone with its end.</summary>
    public DeviceDefinition? Persistent { get; init; }

    /// <summary>What is there now; null where it is only defined.</summary>
    public DeviceDefinition? Live { get; init; }

    /// <summary>Whether it is started with the host.</summary>
    public bool Autostart { get; init; }

    /// <summary>Whether it was taken from the host for a guest.</summary>
    public bool Detached { get; init; }

    /// <summary>What holds now.</summary>
    public DeviceDefinition Current => Live ?? Persistent!;

    /// <summary>Its name.</summary>
    public string Name => Current.Name;

    /// <summary>Its handle.</summary>
    public NodeDeviceRef Reference => new() { Name = Name };

    /// <summary>Whether it is there now.</summary>
    public bool IsActive => Live is not null;

    /// <summary>Whether it is a mediated device: the only kind that can be defined.</summary>
    public bool IsMediated => Current.Mediated is not null;

    /// <summary>The kernel's driver that it is bound to now.</summary>
    public string? Driver => Detached ? PassThroughDriver : Live?.Driver;

    /// <summary>Changes with the definition for the next start and with the autostart mark.</summary>
    public string Revision => (Persistent ?? Live)!.Mark + (Autostart ? "-a" : "");

    /// <summary>The device at a glance.</summary>
    public NodeDeviceInfo Describe() => new()
    {
        Parent = Current.Parent,
        Capabilities = Current.Capabilities,
        Active = IsActive,
        Persistent = Persistent is not null,
        Autostart = Autostart,
        Driver = Driver,
        Revision = Revision,
    };

    /// <summary>Hardware of which a document tells: there, and there again after a restart.</summary>
    public static SimulatedDevice Hardware(DeviceDefinition definition) => new() { Persistent = definition, Live = definition };

    /// <summary>A new device that is there.</summary>
    public static Transition<SimulatedDevice> Created(SimulatedDevice device) =>
        Transition<SimulatedDevice>.To(device, events => events.Publish(HostApi.NodeDevice.Created, device.Reference, new NodeDeviceCreatedData()));

    /// <summary>A mediated device that is only defined.</summary>
    public static Transition<SimulatedDevice> DefineNew(DeviceDefinition definition) => new SimulatedDevice().Redefine(definition);

    /// <summary>Gives it a definition, which it takes up at its next start.</summary>
    public Transition<SimulatedDevice> Redefine(DeviceDefinition definition)
    {
        var defined = this with { Persistent = definition };
        return Transition<SimulatedDevice>.To(
            defined, events => events.Publish(HostApi.NodeDevice.Defined, defined.Reference, new NodeDeviceDefinedData()));
    }

    /// <summary>Starts it.</summary>
    public Transition<SimulatedDevice> Start() => IsActive ? throw DeviceRefusals.Active(this) : Created(this with { Live = Persistent });

    /// <summary>Ends it; a mediated one that is defined stays so.</summary>
    public Transition<SimulatedDevice> End()
    {
        var self = Reference;
        return Transition<SimulatedDevice>.To(
            IsMediated && Persistent is not null ? this with { Live = null } : null,
            events => events.Publish(HostApi.NodeDevice.Deleted, self, new NodeDeviceDeletedData()));
    }

    /// <summary>Takes its definition away; an active one goes on until its end.</summary>
    public Transition<SimulatedDevice> Undefine()
    {
        RequireDefined("undefined");
        var self = Reference;
        return Transition<SimulatedDevice>.To(
            IsActive ? this with { Persistent = null, Autostart = false } : null,
            events => events.Publish(HostApi.NodeDevice.Undefined, self, new NodeDeviceUndefinedData()));
    }

    /// <summary>Sets whether it is started with the host.</summary>
    public Transition<SimulatedDevice> SetAutostart(bool autostart)
    {
        RequireDefined("started with the host");
        return autostart == Autostart ? Transition<SimulatedDevice>.To(this) : Changed(this with { Autostart = autostart });
    }

    /// <summary>Takes it from the host, or gives it back; what is so already stays so.</summary>
    public Transition<SimulatedDevice> SetDetached(bool detached) =>
        detached == Detached ? Transition<SimulatedDevice>.To(this) : Changed(this with { Detached = detached });

    /// <summary>Refuses a device whose definition is not the one that the caller has seen.</summary>
    public void RequireRevision(string? expected)
    {
        if (expected is not null && expected != Revision)
            throw DeviceRefusals.RevisionMismatch(this, expected);
    }

    /// <summary>Refuses what is no PCI device.</summary>
    public void RequirePci(string what)
    {
        if (Current.Pci is null)
            throw DeviceRefusals.Unsuitable(this, $"it is no PCI device, and cannot be {what}");
    }

    private void RequireDefined(string what)
    {
        if (!IsMediated)
            throw DeviceRefusals.Unsuitable(this, $"it is no mediated device, and cannot be {what}");
        if (Persistent is null)
            throw DeviceRefusals.NotPersistent(this);
    }

    private static Transition<SimulatedDevice> Changed(SimulatedDevice device) =>
        Transition<SimulatedDevice>.To(device, events => events.Publish(HostApi.NodeDevice.Changed, device.Reference, new NodeDeviceChangedData()));
}
