using System.Text.Json;

namespace Virtwire.Sdk.Server.Events;

/// <summary>An event as it was published: its notification is encoded once, for all who are sent it.</summary>
internal sealed class PublishedEvent
{
    private readonly int _selfStart;
    private readonly int _selfLength;
    private JsonElement? _self;

    internal PublishedEvent(EventDescriptor descriptor, long sequence, ReadOnlyMemory<byte> notification, int selfStart, int selfLength)
    {
        Descriptor = descriptor;
        Sequence = sequence;
        Notification = notification;
        _selfStart = selfStart;
        _selfLength = selfLength;
    }

    /// <summary>What kind of event it is.</summary>
    internal EventDescriptor Descriptor { get; }

    /// <summary>Its number in the epoch, from 1.</summary>
    internal long Sequence { get; }

    /// <summary>The JSON-RPC notification, not framed.</summary>
    internal ReadOnlyMemory<byte> Notification { get; }

    /// <summary>The handle of the object that it is about; an empty object for an event of no object. Read when a filter first asks.</summary>
    internal JsonElement Self => _self ??= _selfLength == 0
        ? JsonElement.Parse("{}"u8)
        : JsonElement.Parse(Notification.Span.Slice(_selfStart, _selfLength));
}
