using System.ComponentModel;

namespace Virtwire.Sdk.Wire;

/// <summary>What stands for an object on the wire.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireReference<in TSelf>
{
    /// <summary>
    /// Whether both name the same object: the first of the resource's key sets that both carry in full decides. Without one
    /// that both carry, nobody can say, and it is false.
    /// </summary>
    bool NamesSame(TSelf other);
}
