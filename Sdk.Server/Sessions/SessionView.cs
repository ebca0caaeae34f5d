using System.Text;
using Virtwire.Sdk.Server.Discovery;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Drivers;
using Virtwire.Sdk.Server.Identities;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>
/// What a session may see: driver × versions and features × role × read-only, resolved once and shared by all sessions that agree on them. What it may not
/// do is an entry that refuses, so that a call pays no branch for it.
/// </summary>
internal sealed class SessionView
{
    /// <summary>The one surface there is: the host API's own names.</summary>
    internal const string HostSurface = "host";

    private const string Hello = "Rpc.hello";

    private readonly AccessPolicy _policy;
    private readonly NegotiatedVersions _versions;
    private readonly bool _readOnly;
    private readonly string[] _untold;
    private readonly Lazy<OpenRpcDocument> _discovery;

    internal SessionView(DriverRegistry registry, AccessPolicy policy, DriverInstance driver, SessionRole role, NegotiatedVersions versions, bool readOnly)
    {
        _policy = policy;
        _versions = versions;
        _readOnly = readOnly;
        Driver = driver;
        Role = readOnly && role > SessionRole.Read ? SessionRole.Read : role;
        var known = registry.Methods.ToDictionary(m => m.Name, StringComparer.Ordinal);
        foreach (var bound in driver.Methods.Values)
            known[bound.Method.Descriptor.Name] = bound.Method.Descriptor;
        Methods = new MethodTable([.. known.Values.Select(Entry), .. known.Values.SelectMany(EarlierNames), .. Aliases()]);
        _untold = [.. known.Values.GroupBy(m => m.Resource).Where(r => r.All(m => Denial(m.Name, m.Access) is not null)).Select(r => r.Key)];
        _discovery = new Lazy<OpenRpcDocument>(() => OpenRpcBuilder.Build(registry.Schema, IsCallable));
    }

    /// <summary>The driver.</summary>
    internal DriverInstance Driver { get; }

    /// <summary>The role.</summary>
    internal SessionRole Role { get; }

    /// <summary>The methods.</summary>
    internal MethodTable Methods { get; }

    /// <summary>The description of all methods that can be called; made when it is first asked for.</summary>
    internal OpenRpcDocument Discovery => _discovery.Value;

    /// <summary>
    /// Whether a session with this view is sent an event. Of a resource of which it may call nothing, it is told nothing either.
    /// </summary>
    internal bool Sees(EventDescriptor descriptor) =>
        Role >= SessionRole.Read
        && _versions.Hiding(descriptor.Namespace, descriptor.Since) is null
        && _versions.Lacking(descriptor.Features) is null
        && Array.IndexOf(_untold, descriptor.Resource) < 0;

    /// <summary>
    /// Why the role does not allow a method; null where it does. Who has given up everything but reading is denied the rest, whatever the policy says of
    /// single methods.
    /// </summary>
    internal HostException? Denial(string method, MethodAccess access)
    {
        var required = _policy.RequiredRole(method, access);
        if (_readOnly && access != MethodAccess.Read && required <= Role)
            required = SessionRole.Operate;
        return Role < required ? Refusals.AccessDenied(method, Role, required) : null;
    }

    private bool IsCallable(string method) => Methods.Find(Encoding.UTF8.GetBytes(method)) is { Driver: not null };

    private MethodEntry Entry(MethodDescriptor method)
    {
        if (_versions.Hiding(method.Namespace, method.Since) is { } version)
            return MethodEntry.Refuses(method, Refusals.NewerThanSession(method, version));
        if (_versions.Lacking(method.Features) is { } feature)
            return MethodEntry.Refuses(method, Refusals.FeatureNotAgreed(method, feature));
        // Hello is how somebody of whom nothing is known shows a token; it looks itself whether there is one.
        if (method.Name != Hello && Denial(method.Name, method.Access) is { } denial)
            return MethodEntry.Refuses(method, denial);
        return Driver.Methods.TryGetValue(method.Name, out var bound) && bound.Supported
            ? MethodEntry.Calls(method.Name, bound.Method, bound.Driver)
            : MethodEntry.Refuses(method, Refusals.NotSupportedByDriver(method, Driver.Uri));
    }

    private IEnumerable<MethodEntry> EarlierNames(MethodDescriptor method) =>
        method.EarlierNames.Select(name => Entry(method) with { Name = Encoding.UTF8.GetBytes(name) });

    // OpenRPC's own name for discovery.
    private IEnumerable<MethodEntry> Aliases() =>
        Driver.Methods.TryGetValue("Rpc.discover", out var discover) && Denial("Rpc.discover", MethodAccess.Read) is null
            ? [MethodEntry.Calls("rpc.discover", discover.Method, discover.Driver)]
            : [];
}
