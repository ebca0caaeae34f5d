using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>The life of a network, by libvirt's rules. Pure functions.</summary>
internal static class NetworkLifecycle
{
    /// <summary>Makes a network of a definition that no network has.</summary>
    public static Transition<SimulatedNetwork> DefineNew(NetworkDefinition definition) =>
        new SimulatedNetwork().Redefine(definition);

    extension(SimulatedNetwork network)
    {
        /// <summary>Gives the network a definition with its own name and uuid.</summary>
        public Transition<SimulatedNetwork> Redefine(NetworkDefinition definition)
        {
            var defined = network with { Persistent = definition };
            return Transition<SimulatedNetwork>.To(
                defined, defined.TellDefined(network.IsPersistent ? NetworkDefinedReason.Updated : NetworkDefinedReason.Added));
        }

        /// <summary>Takes the definition away; an active network goes on as a transient one.</summary>
        public Transition<SimulatedNetwork> Undefine()
        {
            network.RequirePersistent();
            var self = network.Reference;
            return Transition<SimulatedNetwork>.To(
                network.IsActive ? network with { Persistent = null, Autostart = false } : null,
                events => events.Publish(HostApi.Network.Undefined, self, new NetworkUndefinedData()));
        }

        /// <summary>Starts a network that is not active.</summary>
        public Transition<SimulatedNetwork> Start(NetworkDefinition definition)
        {
            if (network.IsActive)
                throw NetworkRefusals.Active(network);
            var started = network with { Live = definition };
            return Transition<SimulatedNetwork>.To(started, started.TellState(NetworkStateReason.Started));
        }

        /// <summary>Ends an active network; a transient one is gone.</summary>
        public Transition<SimulatedNetwork> Destroy()
        {
            network.RequireActive();
            var ended = network.IsPersistent ? network with { Live = null } : null;
            var self = network.Reference;
            return Transition<SimulatedNetwork>.To(ended, events => events.Publish(
                HostApi.Network.StateChanged, self, new NetworkStateChangedData { Active = false, Reason = NetworkStateReason.Stopped }));
        }

        /// <summary>Sets whether the network is started with the host.</summary>
        public Transition<SimulatedNetwork> SetAutostart(bool autostart)
        {
            network.RequirePersistent();
            return autostart == network.Autostart
                ? Transition<SimulatedNetwork>.To(network)
                : Transition<SimulatedNetwork>.To(network with { Autostart = autostart }, network.TellDefined(NetworkDefinedReason.Updated));
        }

        /// <summary>Changes an entry of the live definition, of the persistent one, or of both; of none where one of them refuses it.</summary>
        public Transition<SimulatedNetwork> Update(NetworkUpdate update, NetworkAffect? affect)
        {
            if (affect is { IsKnown: false })
                throw NetworkRefusals.ArgumentUnsupported(network.Next, "affect", $"'{affect}' is no definition that this host knows.");
            var asked = (affect ?? NetworkAffect.Current).Value;
            var isLive = asked is NetworkAffect.Known.Live or NetworkAffect.Known.LiveAndConfig || (asked is NetworkAffect.Known.Current && network.IsActive);
            var isConfig = asked is NetworkAffect.Known.Config or NetworkAffect.Known.LiveAndConfig || !isLive;
            if (isLive)
                network.RequireActive();
            if (isConfig)
                network.RequirePersistent();

            var happenings = ImmutableArray<Happening>.Empty;
            var updated = network;
            if (isLive)
            {
                updated = updated with { Live = update.ApplyTo(network.Live!) };
                var self = network.Reference;
                happenings = [events => events.Publish(HostApi.Network.Updated, self, new NetworkUpdatedData { Section = update.Section })];
            }

            if (isConfig)
            {
                updated = updated with { Persistent = update.ApplyTo(network.Persistent!) };
                happenings = happenings.Add(network.TellDefined(NetworkDefinedReason.Updated));
            }

            return Transition<SimulatedNetwork>.To(updated, happenings);
        }

        /// <summary>Refuses a network that is not active.</summary>
        public void RequireActive()
        {
            if (!network.IsActive)
                throw NetworkRefusals.NotActive(network);
        }

        /// <summary>Refuses a network whose definition is not the one that the caller has seen.</summary>
        public void RequireRevision(string? expected)
        {
            if (expected is not null && expected != network.Revision)
                throw NetworkRefusals.RevisionMismatch(network, expected);
        }

        private void RequirePersistent()
        {
            if (!network.IsPersistent)
                throw NetworkRefusals.NotPersistent(network);
        }

        private Happening TellDefined(NetworkDefinedReason reason)
        {
            var self = network.Reference;
            return events => events.Publish(HostApi.Network.Defined, self, new NetworkDefinedData { Reason = reason });
        }

        private Happening TellState(NetworkStateReason reason)
        {
            var self = network.Reference;
            var active = network.IsActive;
            return events => events.Publish(HostApi.Network.StateChanged, self, new NetworkStateChangedData { Active = active, Reason = reason });
        }
    }
}
