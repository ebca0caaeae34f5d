using System.Collections.Concurrent;
using Virtwire.Sdk.Server.Drivers;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>The views that sessions have agreed on so far. There are few: one for each combination that is in use.</summary>
internal sealed class SessionViews(DriverRegistry registry)
{
    private readonly ConcurrentDictionary<(DriverInstance Driver, SessionRole Role, NegotiatedVersions Versions), SessionView> _views = new();

    /// <summary>The view of that combination; the same object for the same combination.</summary>
    internal SessionView Get(DriverInstance driver, SessionRole role, NegotiatedVersions versions) =>
        _views.GetOrAdd((driver, role, versions), static (key, registry) => new SessionView(registry, key.Driver, key.Role, key.Versions), registry);
}
