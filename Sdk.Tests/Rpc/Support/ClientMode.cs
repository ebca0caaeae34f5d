using Virtwire.Sdk.Rpc;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>A way in which a client's connection can be run; what a call is must not depend on it.</summary>
public sealed record ClientMode(bool InlineContinuations, TimeSpan Spin)
{
    private static readonly TimeSpan SomeTime = TimeSpan.FromMicroseconds(50);

    public static ClientMode Default { get; } = new(false, TimeSpan.Zero);

    public static ClientMode Inline { get; } = new(true, TimeSpan.Zero);

    public static ClientMode Spinning { get; } = new(false, SomeTime);

    public static ClientMode SpinningInline { get; } = new(true, SomeTime);

    internal RpcOptions On(RpcOptions options) => options with { InlineContinuations = InlineContinuations, Spin = Spin };
}
