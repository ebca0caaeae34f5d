using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server.Bridge;
using Virtwire.Sdk.Server.Drivers;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>What all sessions of a server share.</summary>
internal sealed class ServerCore : IDisposable
{
    private long _lastSession;

    internal ServerCore(IServerInfo info, DriverRegistry registry, ServerLimits limits, TimeProvider time, ILoggerFactory loggers)
    {
        Info = info;
        Registry = registry;
        Limits = limits;
        Time = time;
        Logger = loggers.CreateLogger("Virtwire.Sdk.Server");
        Views = new SessionViews(registry);
        Workers = new WorkerPool(limits.WorkerThreads, limits.WaitingCalls, Logger);
    }

    /// <summary>What the server says of itself.</summary>
    internal IServerInfo Info { get; }

    /// <summary>The drivers.</summary>
    internal DriverRegistry Registry { get; }

    /// <summary>The limits.</summary>
    internal ServerLimits Limits { get; }

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; }

    /// <summary>How long readers look for bytes before they wait; zero not to.</summary>
    internal TimeSpan Spin { get; init; }

    /// <summary>The log.</summary>
    internal ILogger Logger { get; }

    /// <summary>The views.</summary>
    internal SessionViews Views { get; }

    /// <summary>The threads on which drivers may block.</summary>
    internal WorkerPool Workers { get; }

    /// <summary>A number for a new session.</summary>
    internal long NextSession() => Interlocked.Increment(ref _lastSession);

    /// <inheritdoc/>
    public void Dispose() => Workers.Dispose();
}
