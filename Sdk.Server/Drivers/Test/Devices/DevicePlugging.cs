using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Guests;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>Plugs devices in and out: live, for the next start or both, by the rules of libvirt's QEMU driver. Pure functions.</summary>
internal static class DevicePlugging
{
    extension(SimulatedDomain domain)
    {
        /// <summary>Plugs a device in.</summary>
        /// <param name="document">The device.</param>
        /// <param name="affect">Which definition to change.</param>
        /// <param name="now">The simulator's time.</param>
        /// <returns>What becomes of the domain, and what the device is called.</returns>
        public (DomainTransition Transition, DomainDevice Device) Attach(DeviceDocument document, DomainAffect? affect, long now)
        {
            var affected = domain.Affected(affect);
            XmlElement added = null!;
            DomainDefinition Added(DomainDefinition before, bool live)
            {
                HotPlugRules.Require(domain, document.Kind, document.Element, live);
                return before.Edit(root => added = domain.Add(root, document.Element));
            }

            // The live definition last: what it calls the device is what the caller wants to know.
            var config = affected.HasFlag(AffectedDefinitions.Config) ? Added(domain.Persistent!, live: false) : null;
            if (affected.HasFlag(AffectedDefinitions.Live) && domain.HasDrive(document))
            {
                var changed = domain.Replace(document, DomainAffect.Live);
                return (domain.Update(changed.Domain!.Live, config, changed.Changes.FirstOrDefault()), document.Element.Describe());
            }

            var live = affected.HasFlag(AffectedDefinitions.Live) ? Added(domain.Live!, live: true) : null;
            var device = added.Describe();
            if (live is null)
                return (domain.Update(config: config), device);
            var plugged = domain with { Guest = domain.Guest.Plug(added.DeviceKey(), now) };
            var transition = plugged.Update(live, config, new DomainChange.DeviceAdded(domain.Reference, device));
            return (transition.Domain!.ConnectAgent(AgentStateReason.Channel, transition.Changes), device);
        }

        /// <summary>Takes a device out.</summary>
        /// <param name="document">Which one.</param>
        /// <param name="affect">Which definition to change.</param>
        public DomainTransition Detach(DeviceDocument document, DomainAffect? affect)
        {
            var affected = domain.Affected(affect);
            DomainDevice removed = null!;
            string key = null!;
            DomainDefinition Removed(DomainDefinition before, bool live) => before.Edit(root =>
            {
                var device = DeviceMatching.Find(domain, root, document);
                HotPlugRules.Require(domain, document.Kind, device, live);
                if (live && document.Kind.Name == "disk")
                    domain.RequireDiskFree(device.DeviceName());
                (removed, key) = (device.Describe(), device.DeviceKey());
                device.RemoveIndented();
            });

            var config = affected.HasFlag(AffectedDefinitions.Config) ? Removed(domain.Persistent!, live: false) : null;
            var live = affected.HasFlag(AffectedDefinitions.Live) ? Removed(domain.Live!, live: true) : null;
            if (live is null)
                return domain.Update(config: config);
            var unplugged = domain with { Guest = domain.Guest.Unplug(key) };
            var transition = unplugged.Update(live, config, new DomainChange.DeviceRemoved(domain.Reference, removed));
            return transition.Domain!.DisconnectAgent(transition.Changes);
        }

        // libvirt takes the attaching of a CD or floppy where there is a drive as a change of the medium.
        private bool HasDrive(DeviceDocument document) =>
            document.Element.IsRemovable()
            && domain.Live!.Root().Devices("disk").Any(d => d.IsRemovable() && d.Target("dev") == document.Element.Target("dev"));

        private XmlElement Add(XmlElement root, XmlElement device)
        {
            DeviceClashes.Refuse(domain, root, device);
            var index = device.LocalName == "controller" && !device.HasAttribute("index")
                ? DeviceClashes.FreeIndex(root, device.Attribute("type"))
                : null;
            var added = root.AddDevice(device);
            if (index is not null)
                added.SetAttribute("index", index);
            return added;
        }
    }
}
