using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings;

/// <summary>
/// A protocol: how it is told by its first bytes, and how a connection that speaks it is served. A binding turns bytes into calls of
/// a session and results into bytes, and knows nothing else.
/// </summary>
internal abstract class ConnectionBinding
{
    /// <summary>The name, for logs and for switching it off.</summary>
    internal abstract string Name { get; }

    /// <summary>
    /// Says whether a connection that begins with <paramref name="seen"/> speaks the protocol, as soon as the bytes allow. Consumes
    /// nothing; is asked again with more bytes after <see cref="Detection.NeedMore"/>.
    /// </summary>
    internal abstract Detection Detect(ReadOnlySpan<byte> seen);

    /// <summary>Makes a connection, which is served once its <see cref="ServedConnection.RunAsync"/> is called.</summary>
    internal abstract ServedConnection Open(ServerCore core, Transport transport, PeerIdentity peer);

    /// <summary>Ends what its connections share. They have ended before.</summary>
    internal virtual ValueTask StopAsync(CancellationToken cancellationToken) => default;
}

/// <summary>A connection that is being served.</summary>
internal abstract class ServedConnection : ISessionConnection
{
    /// <inheritdoc/>
    public abstract Session Session { get; }

    /// <inheritdoc/>
    public abstract string Protocol { get; }

    /// <inheritdoc/>
    public abstract int CallsUnderWay { get; }

    /// <inheritdoc/>
    public abstract long OutboxBytes { get; }

    /// <summary>Why it ended, for people; null while it has not.</summary>
    internal abstract string? EndReason { get; }

    /// <inheritdoc/>
    public abstract void Disconnect(HostException why);

    /// <summary>Serves until the peer is gone or the connection is closed. Never throws.</summary>
    /// <param name="first">The bytes that were read to tell the protocol.</param>
    internal abstract Task RunAsync(ReadOnlyMemory<byte> first);

    /// <summary>Takes no more calls, waits for those under way, sends their answers and closes. Cut short by the token.</summary>
    internal abstract Task StopAsync(CancellationToken cancellationToken);
}
