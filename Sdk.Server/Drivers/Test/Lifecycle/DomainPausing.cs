using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Guests;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;

namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>The states that an activation passes through when it is saved, brought back or moved. Pure functions.</summary>
internal static class DomainPausing
{
    extension(SimulatedDomain domain)
    {
        /// <summary>Stops the processors for a while; those of a guest that stands still already are left alone.</summary>
        public DomainTransition StandStill(DomainStateReason reason, long now) =>
            domain.State == DomainState.Running ? domain.MoveTo(DomainState.Paused, reason, now) : DomainTransition.To(domain);

        /// <summary>Lets the processors go on where they stood still for one reason.</summary>
        public DomainTransition GoOn(DomainStateReason stoodFor, DomainStateReason reason, long now) =>
            domain.State == DomainState.Paused && domain.Reason == stoodFor
                ? domain.MoveTo(DomainState.Running, reason, now)
                : DomainTransition.To(domain);

        /// <summary>Gives a domain that is not active an activation that stands still until its memory is there.</summary>
        public DomainTransition Arrive(DomainDefinition definition, long id, DomainStateReason reason, DomainJob? job)
        {
            if (domain.IsActive)
                throw DomainRefusals.AlreadyActive(domain, "it cannot be there a second time");
            var arrived = domain with { Live = definition, Id = id, State = DomainState.Paused, Reason = reason, Cpu = default, Job = job };
            return DomainTransition.To(arrived, arrived.TellState());
        }

        /// <summary>Lets a guest that has all its memory go on where it was.</summary>
        /// <param name="reason">How it came here.</param>
        /// <param name="paused">Whether it stands still until it is resumed.</param>
        /// <param name="cpuUsed">The processor time that it has used before, in nanoseconds.</param>
        /// <param name="now">The simulator's time.</param>
        public DomainTransition Awake(DomainStateReason reason, bool paused, ulong cpuUsed, long now)
        {
            var filled = domain with { Cpu = new CpuClock(cpuUsed, null) };
            var running = filled.MoveTo(DomainState.Running, reason, now);
            if (!paused)
                return running.Domain!.ConnectAgent(AgentStateReason.DomainStarted, running.Changes);

            // libvirt tells of it as of a start and a suspension.
            var suspended = running.Domain!.Suspend(now);
            return suspended with { Changes = [.. running.Changes, .. suspended.Changes] };
        }

        /// <summary>The state that a guest comes back with.</summary>
        /// <param name="edited">What it comes back with in place of what it runs with; null for that.</param>
        /// <param name="paused">Whether it comes back paused.</param>
        /// <param name="size">How large the state is, in bytes.</param>
        /// <param name="now">The simulator's time.</param>
        public SavedState Snapshot(DomainDefinition? edited, bool paused, long size, long now) =>
            new((edited ?? domain.Live!).Xml, paused, domain.Cpu.At(now, domain.Live!.Vcpus), size);
    }
}
