using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.NodeDevices;

/// <summary>What devices belong to, and what can be made of a device. Under the simulation's lock.</summary>
internal sealed class DeviceParents(ObjectIndex<SimulatedDevice> devices)
{
    /// <summary>The adapter that a virtual one is made on: the one that the document names, or the first that can have any.</summary>
    public SimulatedDevice OfAdapter(DeviceDefinition definition)
    {
        var parent = definition.ParentWwn is { } other ? devices.All.FirstOrDefault(d => IsMeant(d, other))
            : definition.Parent is { } name ? Find(name)
            : devices.All.FirstOrDefault(d => d.IsActive && d.Current.Has(NodeDeviceCapability.Vports));
        if (parent is null)
            throw DeviceRefusals.ParentUnsuitable(definition.Parent, "There is no host bus adapter as the one that the document has as its parent.");
        return IsAdapterOf(parent)
            ? parent
            : throw DeviceRefusals.ParentUnsuitable(parent.Name, $"The node device '{parent.Name}' cannot have virtual host bus adapters.");
    }

    /// <summary>The device that a mediated one is made of, which is there and has its kind.</summary>
    public SimulatedDevice OfMediated(DeviceDefinition definition)
    {
        if (definition.Parent is not { } name)
            throw DeviceRefusals.ParentUnsuitable(null, "A mediated device needs a parent, and the document names none.");
        if (Find(name) is not { IsActive: true } parent)
            throw DeviceRefusals.ParentUnsuitable(name, $"There is no node device '{name}', which is the document's parent.");
        return parent.Current.MediatedTypes.ContainsKey(definition.Mediated!.Type)
            ? parent
            : throw DeviceRefusals.ParentUnsuitable(name, $"The node device '{name}' cannot have mediated devices of the type '{definition.Mediated.Type}'.");
    }

    /// <summary>Refuses a mediated device that its parent cannot have now.</summary>
    public void RequireRoom(SimulatedDevice parent, string type)
    {
        if (parent.Detached)
            throw DeviceRefusals.ParentUnsuitable(parent.Name, $"The node device '{parent.Name}' was taken from the host.");
        if (Available(parent.Current, type) == 0)
            throw DeviceRefusals.ParentUnsuitable(parent.Name, $"The node device '{parent.Name}' has as many mediated devices of the type '{type}' as it can.");
    }

    /// <summary>How many mediated devices of a type a device can still have.</summary>
    public int Available(DeviceDefinition parent, string type) => Math.Max(
        0, parent.MediatedTypes[type] - devices.All.Count(d => d.Live?.Mediated?.Type == type && d.Live.Parent == parent.Name));

    /// <summary>Whether it is a virtual host bus adapter: one on an adapter that can have such.</summary>
    public bool IsVirtualAdapter(SimulatedDevice device) =>
        device.Current is { Wwn: not null, Parent: { } name } && Find(name) is { } parent && IsAdapterOf(parent);

    /// <summary>A device that is there and belongs to another; null for none.</summary>
    public SimulatedDevice? ChildOf(SimulatedDevice parent) => devices.All.FirstOrDefault(d => d.Live?.Parent == parent.Name);

    private static bool IsAdapterOf(SimulatedDevice parent) => parent.Current.Has(NodeDeviceCapability.Vports);

    private static bool IsMeant(SimulatedDevice device, ParentByWwn parent) =>
        parent.Wwn is { } names ? device.Live?.Wwn == names : IsAdapterOf(device) && device.Live?.Fabric == parent.Fabric;

    private SimulatedDevice? Find(string name) => devices.TryFind(name, out var device) ? device : null;
}
