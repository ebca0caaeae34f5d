using System.Collections.Immutable;

namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>What a call makes of a domain.</summary>
/// <param name="Domain">The domain afterwards; null when there is none any more.</param>
/// <param name="Changes">What is told about it, in order.</param>
internal readonly record struct DomainTransition(SimulatedDomain? Domain, ImmutableArray<DomainChange> Changes)
{
    /// <summary>A transition with these changes.</summary>
    public static DomainTransition To(SimulatedDomain? domain, params ImmutableArray<DomainChange> changes) => new(domain, changes);
}
