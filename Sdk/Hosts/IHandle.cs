using System.ComponentModel;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>An emitted handle of an object.</summary>
/// <typeparam name="TSelf">The handle.</typeparam>
/// <typeparam name="TRef">What stands for it on the wire.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IHandle<TSelf, TRef>
    where TSelf : IHandle<TSelf, TRef>
    where TRef : IWireStruct<TRef>
{
    /// <summary>Makes the handle. No call is made.</summary>
    static abstract TSelf Bind(HostConnection connection, TRef reference, CallOptions options);
}
