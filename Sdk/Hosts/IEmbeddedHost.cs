using System.ComponentModel;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Hosts;

/// <summary>A server inside this process. Virtwire.Sdk.Server has one, which Virtwire.Sdk finds by its name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEmbeddedHost
{
    /// <summary>Joins a new connection to the server, which begins to serve it.</summary>
    /// <exception cref="HostException">The server has nothing that the URI names.</exception>
    ValueTask<Transport> ConnectAsync(ConnectionUri uri, CancellationToken cancellationToken);
}
