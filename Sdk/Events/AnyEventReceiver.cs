using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>
/// Keeps the events of one subscription as they are on the wire, whatever they are of: whole notifications, gaps among them. For programs
/// that show events which their schema need not know.
/// </summary>
/// <param name="maxQueued">How many events may wait to be read.</param>
/// <param name="request">What is subscribed.</param>
/// <param name="wants">Whether events of that name were asked for: those of other subscriptions of the connection come here, too.</param>
internal sealed class AnyEventReceiver(int maxQueued, EventsSubscribeRequest request, Func<string, bool> wants)
    : EventReceiver("of any kind", request)
{
    private readonly Channel<JsonElement> _queue = Channel.CreateBounded<JsonElement>(
        new BoundedChannelOptions(maxQueued) { SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>The notifications that wait to be read, and after the last of them the end.</summary>
    public ChannelReader<JsonElement> Events => _queue.Reader;

    /// <inheritdoc/>
    public override bool Takes(ReadOnlySpan<byte> method) => true;

    /// <inheritdoc/>
    public override bool Deliver(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters)
    {
        try
        {
            var message = Notification(method, parameters);
            if (wants(message.GetProperty("method"u8).GetString()!) && !Enqueue(message))
                return false;
            if (message.GetProperty("params"u8).TryGetProperty("position"u8, out var position))
                Position = position.GetString();
            return true;
        }
        catch (JsonException broken)
        {
            End(new MalformedAnswerException("An event is no JSON.", broken));
            return false;
        }
    }

    /// <inheritdoc/>
    public override bool DeliverGap(EventGap gap)
    {
        if (!Enqueue(Notification(GapMessage.Method, GapMessage.Write(gap))))
            return false;
        Position = gap.Position;
        return true;
    }

    /// <inheritdoc/>
    public override void End(Exception? failure) => _queue.Writer.TryComplete(failure);

    private static JsonElement Notification(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WireFormat.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WriteString("method"u8, method);
            writer.WritePropertyName("params"u8);
            writer.WriteRawValue(parameters);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private bool Enqueue(JsonElement message)
    {
        if (_queue.Writer.TryWrite(message))
            return true;
        End(Failures.TooManyEvents(Kinds, maxQueued));
        return false;
    }
}
