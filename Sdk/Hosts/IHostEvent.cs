using System.ComponentModel;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>An emitted event.</summary>
/// <typeparam name="TSelf">The event.</typeparam>
/// <typeparam name="TRef">What stands for the object on the wire.</typeparam>
/// <typeparam name="TData">What it tells.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IHostEvent<TSelf, TRef, TData>
    where TSelf : HostEvent, IHostEvent<TSelf, TRef, TData>
    where TRef : struct, IWireStruct<TRef>
    where TData : IWireStruct<TData>
{
    /// <summary>The event of an object.</summary>
    static abstract TSelf FromWire(HostConnection connection, TRef self, TData data, string position);

    /// <summary>The word that events of this kind may be missing.</summary>
    static abstract TSelf FromGap(EventGap gap);
}
