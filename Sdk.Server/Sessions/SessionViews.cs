using System.Collections.Concurrent;
using Virtwire.Sdk.Server.Drivers;
using Virtwire.Sdk.Server.Identities;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>The views that sessions have agreed on so far. There are few: one for each combination that is in use.</summary>
internal sealed class SessionViews(DriverRegistry registry, AccessPolicy policy)
{
    private readonly ConcurrentDictionary<(DriverInstance Driver, SessionRole Role, NegotiatedVersions Versions, bool ReadOnly), SessionView> _views = new();

    /// <summary>The view of that combination; the same object for the same combination.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="role">The role of the identity.</param>
    /// <param name="versions">What was agreed on.</param>
    /// <param name="readOnly">Whether everything but reading was given up.</param>
    internal SessionView Get(DriverInstance driver, SessionRole role, NegotiatedVersions versions, bool readOnly = false) => _views.GetOrAdd(
        (driver, role, versions, readOnly),
        static (key, shared) => new SessionView(shared.Registry, shared.Policy, key.Driver, key.Role, key.Versions, key.ReadOnly),
        (Registry: registry, Policy: policy));
}
