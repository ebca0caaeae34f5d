using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Server.Bridge;
using Virtwire.Sdk.Server.Drivers;
using Virtwire.Sdk.Server.Identities;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>What all sessions of a server share.</summary>
internal sealed class ServerCore : IDisposable
{
    private readonly Lock _changing = new();
    private volatile ServerLimits _limits;
    private long _lastSession;

    internal ServerCore(IServerInfo info, DriverRegistry registry, ServerLimits limits, TimeProvider time, ILoggerFactory loggers, AccessPolicy? policy = null)
    {
        Info = info;
        Registry = registry;
        _limits = limits;
        Started = time.GetUtcNow();
        Time = time;
        Logger = loggers.CreateLogger("Virtwire.Sdk.Server");
        Audit = loggers.CreateLogger(AuditLog.Category);
        Policy = policy ?? AccessPolicy.None;
        Rates = new CallRates(limits.CallsPerSecond, time);
        Views = new SessionViews(registry, Policy);
        Workers = new WorkerPool(limits.WorkerThreads, limits.WaitingCalls, Logger);
    }

    /// <summary>What the server says of itself.</summary>
    internal IServerInfo Info { get; }

    /// <summary>The server's name and version.</summary>
    internal (string Name, string Version) Product => (Info.Name, Info.Version);

    /// <summary>The namespaces that are served, with their versions.</summary>
    internal IReadOnlyList<ApiDescription> Apis => Registry.Apis;

    /// <summary>The schema of those namespaces.</summary>
    internal LinkedSchema Schema => Registry.Schema;

    /// <summary>The drivers.</summary>
    internal DriverRegistry Registry { get; }

    /// <summary>The limits as they are now. What holds for a connection as long as it is there stands in its session.</summary>
    internal ServerLimits Limits => _limits;

    /// <summary>When the server began to serve.</summary>
    internal DateTimeOffset Started { get; }

    /// <summary>Its connections.</summary>
    internal IConnectionList Connections { get; set; } = new NoConnections();

    /// <summary>Where it listens.</summary>
    internal IReadOnlyList<string> Endpoints { get; set; } = [];

    /// <summary>What the level of the log is changed with; null where it cannot be changed.</summary>
    internal ILogLevelSwitch? LogLevel { get; init; }

    /// <summary>Whether the server is about to stop, and takes no more calls.</summary>
    internal bool IsStopping { get; set; }

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; }

    /// <summary>How long readers look for bytes before they wait; zero not to.</summary>
    internal TimeSpan Spin { get; init; }

    /// <summary>The shortest interval of heart-beats that is agreed to.</summary>
    internal TimeSpan ShortestHeartBeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much of the agreed time the heart-beats of a peer may be late.</summary>
    internal double HeartBeatGrace { get; init; } = 0.1;

    /// <summary>The log.</summary>
    internal ILogger Logger { get; }

    /// <summary>The log of who changed what.</summary>
    internal ILogger Audit { get; }

    /// <summary>Who may do what.</summary>
    internal AccessPolicy Policy { get; }

    /// <summary>How many calls each identity may make.</summary>
    internal CallRates Rates { get; }

    /// <summary>The views.</summary>
    internal SessionViews Views { get; }

    /// <summary>The threads on which drivers may block.</summary>
    internal WorkerPool Workers { get; }

    /// <summary>How many sessions have begun.</summary>
    internal long SessionsBegun => Volatile.Read(ref _lastSession);

    /// <summary>The HTTP status that goes with an error's code, as its schema says.</summary>
    internal int HttpStatusOf(int code) => Registry.HttpStatusOf(code);

    /// <summary>A number for a new session.</summary>
    internal long NextSession() => Interlocked.Increment(ref _lastSession);

    /// <summary>Changes the limits, all at once.</summary>
    /// <param name="change">The limits as they are to those that shall be; may refuse.</param>
    /// <returns>The limits as they are then.</returns>
    internal ServerLimits ChangeLimits(Func<ServerLimits, ServerLimits> change)
    {
        lock (_changing)
            return _limits = change(_limits);
    }

    /// <inheritdoc/>
    public void Dispose() => Workers.Dispose();
}
