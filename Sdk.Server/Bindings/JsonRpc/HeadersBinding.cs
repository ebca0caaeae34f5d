using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>JSON-RPC behind a header with the message's length, as the language-server protocol has it.</summary>
internal sealed class HeadersBinding : JsonRpcBinding
{
    /// <inheritdoc/>
    internal override string Name => "headers";

    /// <inheritdoc/>
    internal override Detection Detect(ReadOnlySpan<byte> seen) =>
        Signature.Either(Signature.Begins(seen, "Content-Length:"u8), Signature.Begins(seen, "Content-Type:"u8));

    /// <inheritdoc/>
    protected override MessageFraming CreateFraming(ServerLimits limits) => new HeaderFraming(limits.MessageBytes, limits.HeaderBytes);
}
