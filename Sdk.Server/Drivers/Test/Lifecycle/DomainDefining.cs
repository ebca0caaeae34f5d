using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Moments;

namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>The life of a persistent definition, by libvirt's rules. Pure functions.</summary>
internal static class DomainDefining
{
    /// <summary>Makes a domain of a definition that no domain has.</summary>
    public static DomainTransition DefineNew(DomainDefinition definition)
    {
        var domain = new SimulatedDomain { Persistent = definition };
        return DomainTransition.To(domain, new DomainChange.Defined(domain.Reference, DomainDefinedReason.Added));
    }

    extension(SimulatedDomain domain)
    {
        /// <summary>Gives the domain a definition with its own name and uuid.</summary>
        public DomainTransition Redefine(DomainDefinition definition)
        {
            var reason = domain.IsPersistent ? DomainDefinedReason.Updated : DomainDefinedReason.Added;
            var defined = domain with { Persistent = definition };
            return DomainTransition.To(defined, new DomainChange.Defined(defined.Reference, reason));
        }

        /// <summary>Takes the definition away; an active domain goes on as a transient one.</summary>
        /// <param name="withSnapshots">Whether its snapshots may go with a domain that is gone then.</param>
        /// <param name="withManagedSave">Whether a managed save may be lost.</param>
        public DomainTransition Undefine(bool withSnapshots, bool withManagedSave)
        {
            domain.RequirePersistent();
            if (domain.ManagedSave is not null && !withManagedSave)
                throw JobRefusals.ManagedSaveExists(domain.Reference, "it would be lost");
            if (!domain.IsActive && domain.Snapshots.Count > 0 && !withSnapshots)
                throw MomentRefusals.HasSnapshots(domain, "they would be lost with it");
            var removed = new DomainChange.Undefined(domain.Reference, DomainUndefinedReason.Removed);
            return domain.IsActive
                ? DomainTransition.To(domain with { Persistent = null, Autostart = false, ManagedSave = null }, removed)
                : DomainTransition.To(null, [.. domain.TellMomentsGone(), removed]);
        }

        /// <summary>Gives the domain a name that no other has.</summary>
        public DomainTransition Rename(string name)
        {
            if (domain.IsActive)
                throw DomainRefusals.AlreadyActive(domain, "it cannot be renamed");
            domain.RequirePersistent();
            if (domain.ManagedSave is not null)
                throw JobRefusals.ManagedSaveExists(domain.Reference, "it cannot be renamed");
            if (name == domain.Name)
                throw DomainRefusals.InvalidArgument(domain, "name", $"Domain '{name}' has that name already.");
            if (DomainName.FaultOf(name) is { } fault)
                throw DomainRefusals.InvalidArgument(domain, "name", fault);
            var renamed = domain with { Persistent = domain.Persistent!.WithName(name) };
            return DomainTransition.To(
                renamed,
                new DomainChange.Undefined(domain.Reference, DomainUndefinedReason.Renamed),
                new DomainChange.Defined(renamed.Reference, DomainDefinedReason.Renamed, domain.Name));
        }

        /// <summary>Sets whether the domain is started with the host.</summary>
        public DomainTransition SetAutostart(bool autostart)
        {
            domain.RequirePersistent();
            return autostart == domain.Autostart
                ? DomainTransition.To(domain)
                : DomainTransition.To(domain with { Autostart = autostart }, domain.TellUpdated());
        }

        /// <summary>Refuses a transient domain.</summary>
        public void RequirePersistent()
        {
            if (!domain.IsPersistent)
                throw DomainRefusals.NotPersistent(domain);
        }

        /// <summary>Refuses a domain whose definition is not the one that the caller has seen.</summary>
        public void RequireRevision(string? expected)
        {
            if (expected is not null && expected != domain.Revision)
                throw DomainRefusals.RevisionMismatch(domain, expected);
        }

        /// <summary>The event of a definition that has changed in place.</summary>
        public DomainChange TellUpdated() => new DomainChange.Defined(domain.Reference, DomainDefinedReason.Updated);
    }
}
