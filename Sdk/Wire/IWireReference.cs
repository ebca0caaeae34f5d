using System.ComponentModel;

namespace Virtwire.Sdk.Wire;

/// <summary>What stands for an object on the wire.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireReference<TSelf>
{
    /// <summary>
    /// The first of the resource's key sets that it carries in full, and nothing else: what still finds the object when the
    /// rest of its identity, such as its name, has changed.
    /// </summary>
    TSelf Key { get; }

    /// <summary>
    /// Whether both name the same object: the first key set that both carry in full decides. Without one that both carry, nobody
    /// can say, and it is false.
    /// </summary>
    bool NamesSame(TSelf other);
}
