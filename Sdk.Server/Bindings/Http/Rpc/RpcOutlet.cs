using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Http.Rpc;

/// <summary>Takes the one answer of a message.</summary>
internal sealed class RpcOutlet(Session session) : IJsonRpcOutlet
{
    private readonly TaskCompletionSource<byte[]> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer. Where there is none to be given it never comes.</summary>
    internal Task<byte[]> Answer => _answered.Task;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> message) => _answered.TrySetResult(message.ToArray());

    /// <inheritdoc/>
    public void RunBetweenEvents(ReadOnlySpan<WorkItem> items)
    {
        using var scope = session.Events.BetweenEvents();
        foreach (var item in items)
            item.Run();
    }
}
