using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Hosts;
using Virtwire.Sdk.Server.Drivers.Test;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Hosting;

/// <summary>
/// The server that an application has inside itself: <c>test:///default</c> needs no daemon. All connections of the process to one URI
/// share one host, which is there while any of them is open, and begins anew with the next.
/// </summary>
/// <remarks>Virtwire.Sdk finds it by its name; nobody else needs it. An application that serves drivers of its own makes a <see cref="VirtwireServer"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Reliability", "CA1001", Justification = "There is one, and it lives as long as the process.")]
public sealed class EmbeddedHost : IEmbeddedHost
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Dictionary<string, SharedServer> _servers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<Transport> ConnectAsync(ConnectionUri uri, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Driver != TestDriver.Scheme)
        {
            throw new UnknownDriverException(
                $"There is no driver '{uri.Driver}' inside this process: only the driver {TestDriver.Scheme} is.",
                new UnknownDriverDetails { Driver = uri.ToString(), Drivers = [TestDriver.DefaultUri] });
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var name = uri.DriverUri!;
            if (!_servers.TryGetValue(name, out var shared) || !shared.TryJoin())
                _servers[name] = shared = await SharedServer.StartAsync(name, cancellationToken).ConfigureAwait(false);
            return new SharedServerTransport(shared);
        }
        finally
        {
            _opening.Release();
        }
    }
}
