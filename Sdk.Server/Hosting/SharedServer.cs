using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Hosting;

/// <summary>A server that stops when the last of those who share it leaves.</summary>
internal sealed class SharedServer
{
    private readonly Lock _gate = new();
    private readonly VirtwireServer _server;
    private int _users = 1;

    private SharedServer(VirtwireServer server) => _server = server;

    /// <summary>Starts a server of one driver, with one user.</summary>
    internal static async Task<SharedServer> StartAsync(string driver, CancellationToken cancellationToken)
    {
        var server = new VirtwireServer(new VirtwireServerOptions().AddDriver(driver));
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        return new SharedServer(server);
    }

    /// <summary>One more user; false when the last one has left already.</summary>
    internal bool TryJoin()
    {
        lock (_gate)
        {
            if (_users == 0)
                return false;
            _users++;
            return true;
        }
    }

    /// <summary>A connection for a user.</summary>
    internal Transport Connect() => _server.Connect();

    /// <summary>One user less.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            if (--_users > 0)
                return;
        }

        // Nobody waits for the end of a simulated host.
        _ = _server.DisposeAsync().AsTask();
    }
}

/// <summary>A user's connection to a <see cref="SharedServer"/>; closing it is leaving.</summary>
internal sealed class SharedServerTransport(SharedServer server) : Transport
{
    private readonly Transport _inner = server.Connect();
    private int _left;

    /// <inheritdoc/>
    public override string EndPoint => _inner.EndPoint;

    /// <inheritdoc/>
    public override bool HasUnread => _inner.HasUnread;

    /// <inheritdoc/>
    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _inner.ReceiveAsync(buffer);

    /// <inheritdoc/>
    public override bool TryReceive(Span<byte> buffer, out int count) => _inner.TryReceive(buffer, out count);

    /// <inheritdoc/>
    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _inner.SendAsync(bytes);

    /// <inheritdoc/>
    public override void EndSend() => _inner.EndSend();

    /// <inheritdoc/>
    public override void Abort()
    {
        _inner.Abort();
        Leave();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _inner.Dispose();
        Leave();
    }

    private void Leave()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
            server.Leave();
    }
}
