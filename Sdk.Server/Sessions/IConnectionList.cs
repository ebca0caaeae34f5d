namespace Virtwire.Sdk.Server.Sessions;

/// <summary>The connections of a server, for those who run it. Safe from any thread.</summary>
internal interface IConnectionList
{
    /// <summary>How many there are, those that have not shown their protocol yet among them.</summary>
    int Count { get; }

    /// <summary>Those whose protocol is known, in no order.</summary>
    IEnumerable<ISessionConnection> Served { get; }
}

/// <summary>A connection that has a session.</summary>
internal interface ISessionConnection
{
    /// <summary>The session.</summary>
    Session Session { get; }

    /// <summary>The name of the binding.</summary>
    string Protocol { get; }

    /// <summary>How many calls are under way.</summary>
    int CallsUnderWay { get; }

    /// <summary>How many bytes wait to be read by the peer.</summary>
    long OutboxBytes { get; }

    /// <summary>
    /// Closes it: cancels its calls, sends what waits, and at its end why, in the form that the protocol has for it. Does not wait.
    /// </summary>
    void Disconnect(HostException why);
}

/// <summary>No connections: those of a server that does not accept any.</summary>
internal sealed class NoConnections : IConnectionList
{
    /// <inheritdoc/>
    public int Count => 0;

    /// <inheritdoc/>
    public IEnumerable<ISessionConnection> Served => [];
}
