using System.ComponentModel;
using Virtwire.Sdk.Events;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>One of the kinds of events that a resource has, for emitted code.</summary>
/// <typeparam name="TEvent">The base class of the resource's events.</typeparam>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventKind<TEvent, TRef>
    where TEvent : HostEvent
    where TRef : struct, IWireStruct<TRef>
{
    private protected EventKind(EventDescriptor descriptor) => Descriptor = descriptor;

    /// <summary>What the schema says about it.</summary>
    internal EventDescriptor Descriptor { get; }

    /// <summary>Reads an event of this kind; false for one about another object.</summary>
    internal abstract bool TryRead(HostConnection connection, ReadOnlySpan<byte> parameters, TRef? wanted, out string position, out TEvent item);
}

/// <summary>Makes kinds of events, for emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EventKind
{
    /// <summary>A kind.</summary>
    /// <typeparam name="TEvent">The base class of the resource's events.</typeparam>
    /// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
    /// <typeparam name="TKind">The class of the kind's events.</typeparam>
    /// <typeparam name="TData">What such an event tells.</typeparam>
    /// <param name="descriptor">What the schema says about it.</param>
    public static EventKind<TEvent, TRef> Of<TEvent, TRef, TKind, TData>(EventDescriptor<TRef, TData> descriptor)
        where TEvent : HostEvent
        where TRef : struct, IWireStruct<TRef>
        where TKind : TEvent, IHostEvent<TKind, TRef, TData>
        where TData : IWireStruct<TData>
        => new Kind<TEvent, TRef, TKind, TData>(descriptor);

    /// <summary>Reads an event, if it is about the object that is wanted.</summary>
    internal static bool TryRead<TKind, TRef, TData>(
        HostConnection connection, ReadOnlySpan<byte> parameters, TRef? wanted, out string position, out TKind item)
        where TKind : HostEvent, IHostEvent<TKind, TRef, TData>
        where TRef : struct, IWireStruct<TRef>
        where TData : IWireStruct<TData>
    {
        var message = EventMessage<TRef, TData>.Read(parameters);
        position = message.Position;
        item = null!;

        // Another subscription of this connection may have asked for the events of other objects as well.
        if (wanted is { } named && !NamesSame(named, message.Self))
            return false;
        item = TKind.FromWire(connection, message.Self, message.Data, message.Position);
        return true;
    }

    private static bool NamesSame<TRef>(TRef wanted, TRef subject)
        where TRef : struct, IWireStruct<TRef>
        => wanted is IWireReference<TRef> reference ? reference.NamesSame(subject) : wanted.Equals(subject);

    private sealed class Kind<TEvent, TRef, TKind, TData>(EventDescriptor<TRef, TData> descriptor) : EventKind<TEvent, TRef>(descriptor)
        where TEvent : HostEvent
        where TRef : struct, IWireStruct<TRef>
        where TKind : TEvent, IHostEvent<TKind, TRef, TData>
        where TData : IWireStruct<TData>
    {
        internal override bool TryRead(HostConnection connection, ReadOnlySpan<byte> parameters, TRef? wanted, out string position, out TEvent item)
        {
            var isWanted = EventKind.TryRead<TKind, TRef, TData>(connection, parameters, wanted, out position, out var read);
            item = read;
            return isWanted;
        }
    }
}
