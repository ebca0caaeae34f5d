namespace Virtwire.Sdk;

/// <summary>What travels beside a call's parameters. The default asks for nothing.</summary>
public readonly record struct CallOptions
{
    /// <summary>How long the caller is willing to wait; null leaves it to the connection's options.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>A key under which the server runs the call once, however often it is sent.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The W3C trace context of the caller; null takes the current activity's.</summary>
    public string? TraceParent { get; init; }
}
