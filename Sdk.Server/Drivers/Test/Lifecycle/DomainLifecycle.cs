using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Guests;
using Virtwire.Sdk.Server.Drivers.Test.Moments;

namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>The state machine of an activation: from its start to its end, by libvirt's rules. Pure functions.</summary>
internal static class DomainLifecycle
{
    extension(SimulatedDomain domain)
    {
        /// <summary>Starts a domain that is not active.</summary>
        /// <param name="definition">What it runs with.</param>
        /// <param name="id">The activation's number.</param>
        /// <param name="paused">Whether its processors stand still.</param>
        /// <param name="now">The simulator's time.</param>
        /// <param name="resetNvram">Whether the variables of its firmware go back to those of the template first.</param>
        public DomainTransition Start(DomainDefinition definition, long id, bool paused, long now, bool resetNvram = false)
        {
            if (domain.IsActive)
                throw DomainRefusals.AlreadyActive(domain, "it cannot be started again");
            var running = domain with
            {
                Live = definition,
                Id = id,
                State = DomainState.Running,
                Reason = DomainStateReason.Booted,
                Cpu = new CpuClock(0, now),
                Guest = SimulatedGuest.None.Run(now),
                NvramWrites = definition.HasNvram ? 1 + (resetNvram ? 0 : domain.NvramWrites) : 0,
            };
            var started = running.TellState();
            if (!paused)
                return running.ConnectAgent(AgentStateReason.DomainStarted, started);

            // libvirt tells of a paused start as of a start and a suspension.
            var suspended = running.Suspend(now);
            return suspended with { Changes = [started, .. suspended.Changes] };
        }

        /// <summary>Stops the processors.</summary>
        public DomainTransition Suspend(long now)
        {
            domain.RequireActive();
            if (domain.State != DomainState.Running)
                throw DomainRefusals.InvalidState(domain, "only a running domain can be suspended");
            return domain.MoveTo(DomainState.Paused, DomainStateReason.User, now);
        }

        /// <summary>Lets the processors go on.</summary>
        public DomainTransition Resume(long now)
        {
            domain.RequireActive();
            if (domain.State != DomainState.Paused)
                throw DomainRefusals.InvalidState(domain, "only a paused domain can be resumed");
            var resumed = domain.MoveTo(DomainState.Running, DomainStateReason.Unpaused, now);
            return resumed.Domain!.ConnectAgent(AgentStateReason.DomainStarted, resumed.Changes);
        }

        /// <summary>Asks the guest to end, which it does at once, or starts anew where its definition says so.</summary>
        public DomainTransition Shutdown(ShutdownMode? mode, long now)
        {
            domain.RequireActive();
            domain.RequireMode(mode);
            return domain.Live!.RestartsOnPoweroff ? domain.StartAnew(now) : domain.Stop(DomainStateReason.Shutdown);
        }

        /// <summary>Asks the guest to start anew, which it does at once, or ends where its definition says so.</summary>
        public DomainTransition Reboot(ShutdownMode? mode, long now)
        {
            domain.RequireActive();
            domain.RequireMode(mode);
            return domain.Live!.RestartsOnReboot ? domain.StartAnew(now) : domain.Stop(DomainStateReason.Shutdown);
        }

        /// <summary>Starts the guest anew; a paused one stays paused.</summary>
        public DomainTransition Reset()
        {
            domain.RequireActive();
            return DomainTransition.To(domain.Thawed, new DomainChange.Rebooted(domain.Reference));
        }

        /// <summary>Ends the activation at once.</summary>
        public DomainTransition Destroy()
        {
            domain.RequireActive();
            return domain.Stop(DomainStateReason.Destroyed);
        }

        /// <summary>Refuses a domain that is not active.</summary>
        public void RequireActive()
        {
            if (!domain.IsActive)
                throw DomainRefusals.NotRunning(domain);
        }

        // A guest that starts anew holds no file system any more.
        private SimulatedDomain Thawed => domain with { Guest = domain.Guest with { Frozen = domain.Guest.Frozen.Clear() } };

        private DomainTransition StartAnew(long now)
        {
            var rebooted = new DomainChange.Rebooted(domain.Reference);
            if (domain.State == DomainState.Running)
                return DomainTransition.To(domain.Thawed with { Reason = DomainStateReason.Booted }, rebooted);
            var booted = domain.Thawed.MoveTo(DomainState.Running, DomainStateReason.Booted, now);
            return booted with { Changes = [rebooted, .. booted.Changes] };
        }

        /// <summary>Ends the activation, and with it the work on it; a transient domain is gone then.</summary>
        public DomainTransition Stop(DomainStateReason reason)
        {
            var stopped = domain with
            {
                Live = null,
                Id = 0,
                Cpu = default,
                Guest = SimulatedGuest.None,
                State = DomainState.Shutoff,
                Reason = reason,
                Job = domain.Job is { IsInDoubt: true } inDoubt ? inDoubt : null,
                BlockJobs = domain.BlockJobs.Clear(),
            };
            var change = new DomainChange.StateChanged(domain.Reference, DomainState.Shutoff, reason);
            return domain.IsPersistent ? DomainTransition.To(stopped, change) : DomainTransition.To(null, [change, .. domain.TellMomentsGone()]);
        }

        /// <summary>Brings the activation into a state, in which its processors go on or stand still.</summary>
        public DomainTransition MoveTo(DomainState state, DomainStateReason reason, long now)
        {
            var cpu = state == DomainState.Running ? domain.Cpu.Run(now) : domain.Cpu.Halt(now, domain.Live!.Vcpus);
            var guest = state == DomainState.Running ? domain.Guest.Run(now) : domain.Guest.Halt(now);
            var moved = domain with { State = state, Reason = reason, Cpu = cpu, Guest = guest };
            return DomainTransition.To(moved, moved.TellState());
        }

        /// <summary>The event of the state that it is in.</summary>
        public DomainChange.StateChanged TellState() => new(domain.Reference, domain.State, domain.Reason);
    }
}
