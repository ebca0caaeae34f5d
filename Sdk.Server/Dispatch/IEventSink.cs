using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server;

/// <summary>Where a driver tells what has happened. Given to it when it is made; safe from any thread.</summary>
public interface IEventSink
{
    /// <summary>
    /// The position after the last event. A list read after this answers it, so that a watcher who starts there misses nothing.
    /// </summary>
    string Position { get; }

    /// <summary>
    /// Tells an event. When this returns, the event stands before all that is sent later on every connection: publish before the
    /// call that made the change returns. Events of one object are ordered as they are published.
    /// </summary>
    /// <param name="descriptor">The event.</param>
    /// <param name="self">The object that it is about.</param>
    /// <param name="data">What it tells.</param>
    void Publish<TRef, TData>(EventDescriptor<TRef, TData> descriptor, TRef self, TData data)
        where TRef : IWireStruct<TRef>
        where TData : IWireStruct<TData>;
}
