using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>The agent inside a guest: it is there where the domain has a channel to it, from the moment at which the guest first runs.</summary>
internal static class GuestAgent
{
    extension(SimulatedDomain domain)
    {
        /// <summary>Refuses a domain whose guest cannot be asked now.</summary>
        public void RequireAgent()
        {
            domain.RequireActive();
            if (domain.State != DomainState.Running)
                throw DomainRefusals.InvalidState(domain, "the agent inside a guest answers only while it runs");
            if (!domain.Live!.HasAgent)
                throw GuestRefusals.AgentUnavailable(domain);
        }

        /// <summary>Lets the agent of a running guest say that it is there, if it has not yet.</summary>
        /// <param name="reason">What has brought it.</param>
        /// <param name="before">What is told before that.</param>
        public DomainTransition ConnectAgent(AgentStateReason reason, params ImmutableArray<DomainChange> before)
        {
            var isThere = domain.State == DomainState.Running && domain.Live!.HasAgent;
            if (!isThere || domain.Guest.AgentConnected)
                return new DomainTransition(domain, before);
            var connected = new DomainChange.AgentStateChanged(domain.Reference, AgentState.Connected, reason);
            return new DomainTransition(domain with { Guest = domain.Guest with { AgentConnected = true } }, before.Add(connected));
        }

        /// <summary>Takes note that the channel to the agent is gone, if it is.</summary>
        /// <param name="before">What is told before that.</param>
        public DomainTransition DisconnectAgent(params ImmutableArray<DomainChange> before)
        {
            if (domain.Live?.HasAgent != false || !domain.Guest.AgentConnected)
                return new DomainTransition(domain, before);
            var gone = new DomainChange.AgentStateChanged(domain.Reference, AgentState.Disconnected, AgentStateReason.Channel);
            return new DomainTransition(domain with { Guest = domain.Guest with { AgentConnected = false } }, before.Add(gone));
        }
    }
}
