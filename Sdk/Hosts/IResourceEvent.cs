using System.ComponentModel;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>An emitted base class of all events of a resource.</summary>
/// <typeparam name="TSelf">The base class.</typeparam>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IResourceEvent<TSelf, TRef>
    where TSelf : HostEvent, IResourceEvent<TSelf, TRef>
    where TRef : struct, IWireStruct<TRef>
{
    /// <summary>The kinds of events that there are.</summary>
    static abstract IReadOnlyList<EventKind<TSelf, TRef>> Kinds { get; }

    /// <summary>The word that events of any kind may be missing.</summary>
    static abstract TSelf FromGap(EventGap gap);
}
