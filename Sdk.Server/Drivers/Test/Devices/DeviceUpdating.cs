using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>Changes devices that are there, by the rules of libvirt's QEMU driver. Pure functions.</summary>
internal static class DeviceUpdating
{
    extension(SimulatedDomain domain)
    {
        /// <summary>Puts a device in the place of the one that it matches: as far as that can be done live, or for the next start.</summary>
        /// <param name="document">The device as it shall be.</param>
        /// <param name="affect">Which definition to change.</param>
        public DomainTransition Replace(DeviceDocument document, DomainAffect? affect)
        {
            var affected = domain.Affected(affect);
            DomainDevice changed = null!;
            var config = affected.HasFlag(AffectedDefinitions.Config)
                ? Changed(domain.Persistent!, root => Exchange(domain, root, document))
                : null;
            var live = affected.HasFlag(AffectedDefinitions.Live)
                ? Changed(domain.Live!, root => changed = Adjust(domain, root, document))
                : null;
            return domain.Update(live, config, live is null ? null : new DomainChange.DeviceUpdated(domain.Reference, changed));
        }
    }

    private static DomainDefinition? Changed(DomainDefinition before, Action<XmlElement> edit)
    {
        var after = before.Edit(edit);
        return after.Xml == before.Xml ? null : after;
    }

    // For the next start: another device, which keeps its place where it says none.
    private static void Exchange(SimulatedDomain domain, XmlElement root, DeviceDocument document)
    {
        if (!document.Kind.ConfigUpdate)
            throw DeviceRefusals.NotPluggable(domain, document.Kind.Name, DomainAffect.Config, "devices of this kind cannot be changed");
        var before = DeviceMatching.Find(domain, root, document);
        if (DeviceEquality.IsSame(document.Element, before))
            return;
        DeviceClashes.Refuse(domain, root, document.Element, except: before);
        var after = (XmlElement)root.OwnerDocument.ImportNode(document.Element, deep: true);
        foreach (var name in new[] { "alias", "address" })
        {
            if (after.Child(name) is null && before.Child(name) is { } kept)
                after.AppendIndented((XmlElement)kept.CloneNode(deep: true));
        }

        before.ParentNode!.ReplaceChild(after, before);
    }

    // In a running guest: what can change does, and what cannot must be what it was.
    private static DomainDevice Adjust(SimulatedDomain domain, XmlElement root, DeviceDocument document)
    {
        if (!document.Kind.LiveUpdate)
            throw DeviceRefusals.NotPluggable(domain, document.Kind.Name, DomainAffect.Live, "devices of this kind cannot be changed while the guest runs");
        var device = DeviceMatching.Find(domain, root, document);
        var changes = ChangeableParts.Of(device);
        if (changes.FindOther(document.Element, device) is { } property)
            throw DeviceRefusals.NotChangeable(domain, device, property);
        if (document.Kind.Name == "disk")
            domain.RequireDiskFree(device.DeviceName());
        changes.Apply(document.Element, device);
        return device.Describe();
    }
}
