using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Interfaces;

/// <summary>The life of an interface, by libvirt's rules. Pure functions.</summary>
internal static class InterfaceLifecycle
{
    /// <summary>Makes an interface of a definition, or gives one that there is a new definition.</summary>
    public static Transition<SimulatedInterface> Define(SimulatedInterface? existing, InterfaceDefinition definition)
    {
        var defined = new SimulatedInterface(definition, existing?.IsActive == true);
        return Transition<SimulatedInterface>.To(
            defined, TellDefined(defined, existing is null ? InterfaceDefinedReason.Added : InterfaceDefinedReason.Updated));
    }

    /// <summary>Makes an interface what it was: either may be null, where there was or is none.</summary>
    public static Transition<SimulatedInterface> Restore(SimulatedInterface? existing, SimulatedInterface? former)
    {
        var happenings = ImmutableArray.CreateBuilder<Happening>();
        if (former is null)
        {
            if (existing!.IsActive)
                happenings.Add(TellState(existing with { IsActive = false }, InterfaceStateReason.RolledBack));
            happenings.Add(TellUndefined(existing));
        }
        else
        {
            if (existing?.Definition != former.Definition)
                happenings.Add(TellDefined(former, InterfaceDefinedReason.RolledBack));
            if (existing?.IsActive == true != former.IsActive)
                happenings.Add(TellState(former, InterfaceStateReason.RolledBack));
        }

        return new Transition<SimulatedInterface>(former, happenings.ToImmutable());
    }

    extension(SimulatedInterface item)
    {
        /// <summary>Takes the definition away; an active interface goes down first.</summary>
        public Transition<SimulatedInterface> Undefine() => item.IsActive
            ? Transition<SimulatedInterface>.To(null, TellState(item with { IsActive = false }, InterfaceStateReason.Stopped), TellUndefined(item))
            : Transition<SimulatedInterface>.To(null, TellUndefined(item));

        /// <summary>Starts an interface that is not active.</summary>
        public Transition<SimulatedInterface> Start()
        {
            if (item.IsActive)
                throw InterfaceRefusals.Active(item);
            var started = item with { IsActive = true };
            return Transition<SimulatedInterface>.To(started, TellState(started, InterfaceStateReason.Started));
        }

        /// <summary>Stops an active interface.</summary>
        public Transition<SimulatedInterface> Stop()
        {
            if (!item.IsActive)
                throw InterfaceRefusals.NotActive(item);
            var stopped = item with { IsActive = false };
            return Transition<SimulatedInterface>.To(stopped, TellState(stopped, InterfaceStateReason.Stopped));
        }

        /// <summary>Refuses an interface whose definition is not the one that the caller has seen.</summary>
        public void RequireRevision(string? expected)
        {
            if (expected is not null && expected != item.Definition.Revision)
                throw InterfaceRefusals.RevisionMismatch(item, expected);
        }
    }

    private static Happening TellDefined(SimulatedInterface item, InterfaceDefinedReason reason) =>
        events => events.Publish(HostApi.Interface.Defined, item.Reference, new InterfaceDefinedData { Reason = reason });

    private static Happening TellUndefined(SimulatedInterface item) =>
        events => events.Publish(HostApi.Interface.Undefined, item.Reference, new InterfaceUndefinedData());

    private static Happening TellState(SimulatedInterface item, InterfaceStateReason reason) => events => events.Publish(
        HostApi.Interface.StateChanged, item.Reference, new InterfaceStateChangedData { Active = item.IsActive, Reason = reason });
}
