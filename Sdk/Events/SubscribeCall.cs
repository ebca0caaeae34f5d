using System.Text.Json;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>
/// The call of <c>Events.subscribe</c>. Its receiver is made active where the answer is read, on the reader's thread: the very
/// next message may be an event for it.
/// </summary>
internal sealed class SubscribeCall : PendingCall<Subscription>
{
    private EventHub _hub = null!;
    private EventReceiver _receiver = null!;

    /// <summary>Says for whom it subscribes.</summary>
    public void Serve(EventHub hub, EventReceiver receiver)
    {
        _hub = hub;
        _receiver = receiver;
    }

    /// <inheritdoc/>
    protected override Subscription Read(ref Utf8JsonReader reader)
    {
        var answer = Subscription.ReadWire(ref reader, WireMode.Lenient);
        _hub.Activate(_receiver, new EventSeat(Connection, answer.Id), answer);
        return answer;
    }
}
