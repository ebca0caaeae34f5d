using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Drivers;

namespace Virtwire.Sdk.Server.Sessions.Services;

/// <summary>The server's half of hello: what both sides can is agreed on, and becomes the session's view.</summary>
internal static class Greeting
{
    /// <summary>Answers hello.</summary>
    /// <exception cref="HostException">The two cannot agree; the session stays as it was.</exception>
    internal static HelloResult Answer(Session session, RpcHelloRequest request)
    {
        if (!session.IsFresh)
            throw new AlreadyGreetedException("Rpc.hello must be the first call of a connection, and this one has been used.");
        var peer = request.Token is { } token ? session.Authenticate(token) : session.Peer;
        RequireRole(session, peer, request.Token is not null);
        if (request.Surface is { } surface && surface != SessionView.HostSurface)
        {
            throw new UnknownSurfaceException(
                $"There is no surface '{surface}'.",
                new UnknownSurfaceDetails { Surface = surface, Surfaces = [SessionView.HostSurface] });
        }

        var core = session.Core;
        var driver = request.Driver is { } uri ? FindDriver(core.Registry, uri) : core.Registry.Drivers[0];
        var agreed = Agree(core.Registry, request.Versions);
        var features = core.Registry.Features.Intersect(request.Features ?? []).ToArray();
        var view = core.Views.Get(driver, peer.Role, NegotiatedVersions.Of(agreed, features), request.ReadOnly == true);
        session.Become(view, NameOf(request.Client), peer);
        session.Resume = request.Resume;
        return new HelloResult
        {
            Versions = agreed.ToDictionary(a => a.Api.Namespace, a => a.Version.ToString(), StringComparer.Ordinal),
            Features = features,
            Server = new ServerInfo { Id = core.Info.Id, Epoch = core.Info.Epoch, Name = core.Info.Name, Version = core.Info.Version },
            Driver = driver.Uri,
            Role = view.Role.ToWire(),
            SchemaHash = core.Registry.SchemaHash,
            Limits = new SessionLimits { MessageBytes = session.Limits.MessageBytes, InFlight = core.Limits.InFlight },
        };
    }

    /// <summary>Chooses the driver of a session without hello, for protocols that have none.</summary>
    /// <exception cref="HostException">There is no such driver.</exception>
    internal static void Choose(Session session, string driver) =>
        session.Become(session.Core.Views.Get(FindDriver(session.Core.Registry, driver), session.Peer.Role, NegotiatedVersions.Current), null);

    // Nobody gets a session, however little it could do.
    private static void RequireRole(Session session, PeerIdentity peer, bool hasToken)
    {
        if (peer.Role >= SessionRole.Read)
            return;
        var refusal = Refusals.AccessDenied("Rpc.hello", SessionRole.None, SessionRole.Read);
        if (session.Peer.Role == SessionRole.None)
            session.RefusedIdentity(refusal, hasToken ? "a token without a role" : "no token");
        throw refusal;
    }

    private static DriverInstance FindDriver(DriverRegistry registry, string uri) => registry.Find(uri) ?? throw new UnknownDriverException(
        $"There is no driver '{uri}'.",
        new UnknownDriverDetails { Driver = uri, Drivers = [.. registry.Drivers.Select(d => d.Uri)] });

    // A namespace that only one side has is nothing to agree on: what is in it is refused or never asked for.
    private static List<(ApiDescription Api, ApiVersion Version)> Agree(DriverRegistry registry, IReadOnlyDictionary<string, VersionRange> offered)
    {
        var agreed = new List<(ApiDescription Api, ApiVersion Version)>();
        foreach (var api in registry.Apis)
        {
            if (offered.TryGetValue(api.Namespace, out var range))
                agreed.Add((api, Pick(api, range)));
        }

        return agreed;
    }

    private static ApiVersion Pick(ApiDescription api, VersionRange client)
    {
        if (!ApiVersion.TryParse(client.Min, out var min) || !ApiVersion.TryParse(client.Max, out var max) || min > max)
            throw new InvalidParamsException($"versions.{api.Namespace}", $"'versions.{api.Namespace}' must have a 'max' that is not older than its 'min'.");

        var oldest = new ApiVersion(api.Version.Major, 0);
        var pick = max < api.Version ? max : api.Version;
        if (pick >= min && pick >= oldest)
            return pick;
        throw new VersionMismatchException(
            $"The client speaks {api.Namespace} {min} to {max}, and the server {oldest} to {api.Version}: they have no version in common.",
            new VersionMismatchDetails
            {
                Namespace = api.Namespace,
                Client = client,
                Server = new VersionRange { Min = oldest.ToString(), Max = api.Version.ToString() },
            });
    }

    private static string? NameOf(ProductInfo? client) => client switch
    {
        { Name: { } name, Version: { } version } => $"{name}/{version}",
        _ => client?.Name,
    };
}
