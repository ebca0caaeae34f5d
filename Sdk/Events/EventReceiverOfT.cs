using System.Text;
using System.Threading.Channels;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>Keeps the events of one subscription until they are enumerated, but not without bound.</summary>
/// <typeparam name="TEvent">The events.</typeparam>
internal abstract class EventReceiver<TEvent> : EventReceiver
    where TEvent : HostEvent
{
    private readonly int _maxQueued;
    private readonly Channel<TEvent> _queue;

    /// <summary>A receiver that keeps up to <paramref name="maxQueued"/> events.</summary>
    protected EventReceiver(string kinds, EventsSubscribeRequest request, int maxQueued)
        : base(kinds, request)
    {
        _maxQueued = maxQueued;
        _queue = Channel.CreateBounded<TEvent>(new BoundedChannelOptions(maxQueued)
        {
            SingleWriter = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
    }

    /// <summary>The events that wait to be enumerated, and after the last of them the end.</summary>
    public ChannelReader<TEvent> Events => _queue.Reader;

    /// <inheritdoc/>
    public sealed override bool Deliver(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters)
    {
        try
        {
            var isWanted = TryRead(method, parameters, out var position, out var item);
            if (isWanted && !Enqueue(item))
                return false;
            Position = position;
            return true;
        }
        catch (WireException broken)
        {
            End(new MalformedAnswerException($"{Encoding.UTF8.GetString(method)}: {broken.MessageFor(broken.PathIn(parameters))}", broken));
            return false;
        }
    }

    /// <inheritdoc/>
    public sealed override bool DeliverGap(EventGap gap)
    {
        if (!Enqueue(FromGap(gap)))
            return false;
        Position = gap.Position;
        return true;
    }

    /// <inheritdoc/>
    public sealed override void End(Exception? failure) => _queue.Writer.TryComplete(failure);

    /// <summary>Reads an event; false for one about another object.</summary>
    /// <exception cref="WireException">It is not an event of the kind that its name says.</exception>
    protected abstract bool TryRead(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters, out string position, out TEvent item);

    /// <summary>The word that events are missing, in the shape of an event.</summary>
    protected abstract TEvent FromGap(EventGap gap);

    private bool Enqueue(TEvent item)
    {
        if (_queue.Writer.TryWrite(item))
            return true;

        // Dropping one in silence would be worse than ending: whoever follows the events must know.
        End(Failures.TooManyEvents(Kinds, _maxQueued));
        return false;
    }
}
