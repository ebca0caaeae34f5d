using System.ComponentModel;

namespace Virtwire.Sdk;

/// <summary>An emitted collection or service of a connection.</summary>
/// <typeparam name="TSelf">The collection or service.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IResourceClient<TSelf>
    where TSelf : IResourceClient<TSelf>
{
    /// <summary>Makes it for a connection. No call is made.</summary>
    static abstract TSelf Bind(HostConnection connection, CallOptions options);
}
