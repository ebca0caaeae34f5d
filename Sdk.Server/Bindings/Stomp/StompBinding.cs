using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>STOMP 1.0, 1.1 and 1.2 whose messages are JSON-RPC. One object a server: it holds what its connections share.</summary>
internal sealed class StompBinding : ConnectionBinding
{
    /// <inheritdoc/>
    internal override string Name => "stomp";

    /// <summary>The destinations that are neither requests nor events, and who listens there.</summary>
    internal StompTopics Topics { get; } = new();

    /// <summary>The thread that beats for all connections.</summary>
    internal HeartBeatThread Beats { get; } = new();

    /// <inheritdoc/>
    internal override Detection Detect(ReadOnlySpan<byte> seen)
    {
        // Ends of lines decide nothing: other protocols allow them in front as well.
        var first = seen.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (first < 0)
            return Detection.NeedMore;
        var rest = seen[first..];
        return Signature.Either(
            Signature.Either(IsCommand(rest, "CONNECT"u8), IsCommand(rest, "STOMP"u8)),
            Signature.Either(IsCommand(rest, "SUBSCRIBE"u8), IsCommand(rest, "SEND"u8)));
    }

    /// <inheritdoc/>
    internal override ServedConnection Open(ServerCore core, Transport transport, PeerIdentity peer)
    {
        // Read once: they may change meanwhile.
        var limits = core.Limits;
        return new StompConnection(this, core, limits, transport, peer);
    }

    private static Detection IsCommand(ReadOnlySpan<byte> seen, ReadOnlySpan<byte> command)
    {
        if (seen.Length <= command.Length)
            return command.StartsWith(seen) ? Detection.NeedMore : Detection.No;
        return seen.StartsWith(command) && (seen[command.Length] is (byte)'\n' or (byte)'\r') ? Detection.Yes : Detection.No;
    }
}
