using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>Where the answers of calls go that came as JSON-RPC messages: back on their connection, in whatever form it carries them.</summary>
internal interface IJsonRpcOutlet
{
    /// <summary>Sends an encoded message. Any thread. A peer that lets too much pile up is cut off.</summary>
    void Send(ReadOnlySpan<byte> message);

    /// <summary>Runs calls, and sends their answers, while nobody publishes an event.</summary>
    void RunBetweenEvents(ReadOnlySpan<WorkItem> items);
}
