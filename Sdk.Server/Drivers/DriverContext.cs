using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server;

/// <summary>What a driver may use of the server that it is made for.</summary>
public sealed class DriverContext
{
    /// <summary>The URI that it is made for, without transport: <c>qemu:///system</c>.</summary>
    public required string Uri { get; init; }

    /// <summary>What stands behind the question mark of the URI that it was added with; only parameters that its definition knows.</summary>
    public DriverParameters Parameters { get; init; } = DriverParameters.None;

    /// <summary>Where it tells what has happened.</summary>
    public required IEventSink Events { get; init; }

    /// <summary>The server itself.</summary>
    public required IServerInfo Server { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where it logs.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;

    /// <summary>A directory of its own for what must outlive the server; null when nothing shall be kept.</summary>
    public string? StateDirectory { get; init; }
}
