namespace Virtwire.Sdk.Rpc;

/// <summary>How an <see cref="RpcConnection"/> behaves.</summary>
internal sealed record RpcOptions
{
    /// <summary>How long a call may take whose options say nothing; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan Deadline { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Whether callers go on in the reader itself: faster, as long as no caller ever blocks.</summary>
    public bool InlineContinuations { get; init; }

    /// <summary>How long the reader looks for the next bytes before it waits for them; zero not to.</summary>
    public TimeSpan Spin { get; init; }

    /// <summary>How many bytes may wait to be sent.</summary>
    public long MaxOutboxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>What time it is.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
