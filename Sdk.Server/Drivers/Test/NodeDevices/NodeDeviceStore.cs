using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.NodeDevices;

/// <summary>All node devices of a simulated host.</summary>
internal sealed class NodeDeviceStore : ObjectStore<SimulatedDevice>
{
    private const int ByWwn = 0, ByMediatedUuid = 1;
    private const string AdapterPrefix = "scsi_host";

    private readonly DeviceUsers _users;
    private readonly DeviceParents _parents;
    private int _lastAdapter;

    /// <summary>A host without devices.</summary>
    /// <param name="simulation">The host.</param>
    /// <param name="users">Which domains have which devices.</param>
    public NodeDeviceStore(Simulation simulation, DeviceUsers users)
        : base(simulation, new ObjectIndex<SimulatedDevice>(static d => d.Name, static d => d.Current.Wwn?.ToString(), static d => d.Current.Mediated?.Uuid?.ToString()))
    {
        _users = users;
        _parents = new DeviceParents(Index);
    }

    /// <inheritdoc/>
    protected override string Kind => "node-devices";

    /// <summary>Brings back what an earlier server kept, or adds libvirt's own devices; then starts what is marked to be started.</summary>
    public void Begin()
    {
        Begin(AddDefaults);
        lock (Simulation.Gate)
        {
            foreach (var device in Index.All.Where(static d => d is { IsActive: false, Autostart: true }).ToList())
            {
                // One may have taken the room that the next one needs.
                if (CanStart(device))
                    Index.Replace(device, device with { Live = device.Persistent });
            }

            _lastAdapter = Index.All.Max(static d => NumberOf(d.Name)) ?? 0;
        }
    }

    /// <summary>Finds a device by its handle.</summary>
    public SimulatedDevice Find(NodeDeviceRef reference)
    {
        lock (Simulation.Gate)
            return Require(reference);
    }

    /// <summary>Finds a host bus adapter by its world wide names.</summary>
    public SimulatedDevice FindByWwn(WorldWideNames names)
    {
        lock (Simulation.Gate)
            return Index.TryFind(ByWwn, names.ToString(), out var device) ? device : throw DeviceRefusals.NoDevice(names);
    }

    /// <summary>The document of a device.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="inactive">The definition for the next start, also of an active one.</param>
    public string XmlOf(NodeDeviceRef reference, bool inactive)
    {
        lock (Simulation.Gate)
        {
            var device = Require(reference);
            if (inactive || device.Live is not { } live)
                return (device.Persistent ?? device.Live!).Xml;
            return live.Pci is null ? live.Xml : live.XmlWith(device.Driver, type => _parents.Available(live, type));
        }
    }

    /// <summary>Makes a device of a document.</summary>
    public async ValueTask<SimulatedDevice> CreateAsync(string xml)
    {
        var definition = DeviceReader.Read(xml);
        ValueTask kept;
        Transition<SimulatedDevice> transition;
        lock (Simulation.Gate)
        {
            var device = definition switch
            {
                { Mediated: not null } => Mediated(definition),
                { Wwn: not null } => Adapter(definition),
                { Pci: not null } => Card(definition),
                _ => throw DeviceRefusals.Unsuitable(definition, "such a device cannot be created"),
            };
            transition = SimulatedDevice.Created(device);
            kept = Commit(null, transition);
        }

        await kept.ConfigureAwait(false);
        return transition.Object!;
    }

    /// <summary>Starts a device that is defined.</summary>
    public ValueTask StartAsync(NodeDeviceRef reference) => ChangeAsync(reference, device =>
    {
        var transition = device.Start();
        _parents.RequireRoom(_parents.OfMediated(device.Current), device.Current.Mediated!.Type);
        return transition;
    });

    /// <summary>Defines a mediated device.</summary>
    public async ValueTask<SimulatedDevice> DefineAsync(string xml, string? ifRevision)
    {
        var definition = DeviceReader.Read(xml);
        if (definition.Mediated is null)
            throw DeviceRefusals.Unsuitable(definition, "only mediated devices can be defined");
        ValueTask kept;
        Transition<SimulatedDevice> transition;
        lock (Simulation.Gate)
        {
            definition = Identified(definition);
            var existing = FindMediated(definition);
            if (existing is not null && existing.Name != definition.Name)
                throw DeviceRefusals.Exists(existing, $"the uuid {definition.Mediated!.Uuid}");
            if (existing is null && ifRevision is not null)
                throw DeviceRefusals.RevisionOfNothing(definition.Name, ifRevision);
            existing?.RequireRevision(ifRevision);
            transition = existing?.Redefine(definition) ?? SimulatedDevice.DefineNew(definition);
            kept = Commit(existing, transition);
        }

        await kept.ConfigureAwait(false);
        return transition.Object!;
    }

    /// <summary>Ends a device.</summary>
    public ValueTask DestroyAsync(NodeDeviceRef reference) => ChangeAsync(reference, device =>
    {
        if (!device.IsActive)
            throw DeviceRefusals.NotActive(device);
        if (!device.IsMediated && device.Current.Pci is null && !_parents.IsVirtualAdapter(device))
            throw DeviceRefusals.Unsuitable(device, "it was not created, and cannot be destroyed");
        RequireUnused(device);
        return device.End();
    });

    /// <summary>Takes a PCI device from the host, gives it back or resets it, as long as nobody uses it.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="what">What shall be done, for the refusal: <c>reset</c>.</param>
    /// <param name="change">What becomes of it. Runs under the lock.</param>
    public ValueTask TouchAsync(NodeDeviceRef reference, string what, Func<SimulatedDevice, Transition<SimulatedDevice>> change) => ChangeAsync(reference, device =>
    {
        device.RequirePci(what);
        RequireUnused(device);
        return change(device);
    });

    /// <summary>Changes a device.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="change">What becomes of it. Runs under the lock.</param>
    /// <param name="ifRevision">Only if the device has this revision; null for any.</param>
    public ValueTask ChangeAsync(NodeDeviceRef reference, Func<SimulatedDevice, Transition<SimulatedDevice>> change, string? ifRevision = null)
    {
        lock (Simulation.Gate)
        {
            var device = Require(reference);
            device.RequireRevision(ifRevision);
            return Commit(device, change(device));
        }
    }

    /// <inheritdoc/>
    protected override string KeyOf(SimulatedDevice item) => item.Name;

    /// <inheritdoc/>
    protected override KeptObject? Keep(SimulatedDevice item) =>
        item.Persistent is { } definition ? new KeptObject(definition.Xml) { Autostart = item.Autostart } : null;

    /// <inheritdoc/>
    protected override SimulatedDevice Revive(KeptObject kept)
    {
        var definition = DeviceReader.Read(kept.Document);
        return definition.Mediated is null
            ? SimulatedDevice.Hardware(definition)
            : new SimulatedDevice { Persistent = definition, Autostart = kept.Autostart };
    }

    private static int? NumberOf(string name) =>
        name.StartsWith(AdapterPrefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(AdapterPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private void AddDefaults()
    {
        lock (Simulation.Gate)
        {
            foreach (var document in DefaultDevices.Documents)
            {
                var device = SimulatedDevice.Hardware(DeviceReader.Read(document));
                Index.Replace(null, device);
                _ = Simulation.Keeper.KeepAsync(Kind, device.Name, Keep(device)).AsTask();
            }
        }
    }

    private SimulatedDevice Require(NodeDeviceRef reference) =>
        Index.TryFind(reference.Name ?? "", out var device) ? device : throw DeviceRefusals.NoDevice(reference);

    private SimulatedDevice? FindMediated(DeviceDefinition definition) =>
        Index.TryFind(ByMediatedUuid, definition.Mediated!.Uuid!.Value.ToString(), out var device) ? device : null;

    private SimulatedDevice Adapter(DeviceDefinition definition)
    {
        if (Index.TryFind(ByWwn, definition.Wwn!.Value.ToString(), out var holder))
            throw DeviceRefusals.Exists(holder, "the world wide names");
        var parent = _parents.OfAdapter(definition);

        // The kernel never gives a number twice.
        return new SimulatedDevice { Live = definition.AsVirtualAdapter(++_lastAdapter, parent.Current) };
    }

    private SimulatedDevice Mediated(DeviceDefinition definition)
    {
        definition = Identified(definition);
        if (FindMediated(definition) is { } holder)
            throw DeviceRefusals.Exists(holder, $"the uuid {definition.Mediated!.Uuid}");
        _parents.RequireRoom(_parents.OfMediated(definition), definition.Mediated!.Type);
        return new SimulatedDevice { Live = definition };
    }

    private SimulatedDevice Card(DeviceDefinition definition)
    {
        var named = definition.WithName("pci_" + definition.Pci!.Value.InNames);
        return Index.TryFind(named.Name, out var holder) ? throw DeviceRefusals.Exists(holder, "the address") : SimulatedDevice.Hardware(named);
    }

    // With the uuid that it brings or gets, and the name that comes of it.
    private DeviceDefinition Identified(DeviceDefinition definition)
    {
        var parent = _parents.OfMediated(definition);
        var identified = definition.Mediated!.Uuid is null ? definition.WithUuid(Simulation.Uuids.Next()) : definition;
        var uuid = identified.Mediated!.Uuid!.Value.ToString().Replace('-', '_');
        return identified.WithName($"mdev_{uuid}_{parent.Current.Pci!.Value.InNames}");
    }

    private bool CanStart(SimulatedDevice device) =>
        Index.TryFind(device.Current.Parent!, out var parent) && parent.IsActive
        && parent.Current.MediatedTypes.ContainsKey(device.Current.Mediated!.Type)
        && _parents.Available(parent.Current, device.Current.Mediated.Type) > 0;

    private void RequireUnused(SimulatedDevice device)
    {
        if (_users.Find(device.Current) is { } domain)
            throw DeviceRefusals.UsedByDomain(device, domain);
        if (_parents.ChildOf(device) is { } child)
            throw DeviceRefusals.UsedByDevice(device, child.Name);
    }
}
