using Microsoft.AspNetCore.Http;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>A part of what is served over HTTP: the paths that are its own, and what is done there. It can be switched off by its name.</summary>
internal abstract class HttpService
{
    /// <summary>The name, for switching it off: <c>rest</c>.</summary>
    internal abstract string Name { get; }

    /// <summary>Whether calls can be made by it.</summary>
    internal virtual bool Calls => true;

    /// <summary>Whether a path is its own. The first of the services that says so has the request.</summary>
    internal abstract bool Owns(PathString path);

    /// <summary>Serves a request.</summary>
    /// <exception cref="HostException">The request cannot be served: it is answered as a problem.</exception>
    internal abstract Task ServeAsync(HttpExchange exchange);
}
