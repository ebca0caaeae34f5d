using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>JSON-RPC 2.0 over a stream of bytes. A subclass says how messages are told apart.</summary>
internal abstract class JsonRpcBinding : ConnectionBinding
{
    /// <inheritdoc/>
    internal sealed override ServedConnection Open(ServerCore core, Transport transport, PeerIdentity peer)
    {
        // Read once: they may change meanwhile.
        var limits = core.Limits;
        return new JsonRpcConnection(core, limits, transport, CreateFraming(limits), peer);
    }

    /// <summary>A framing for one connection.</summary>
    protected abstract MessageFraming CreateFraming(ServerLimits limits);
}
