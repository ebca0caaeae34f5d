using System.ComponentModel;

namespace Virtwire.Sdk.Wire;

/// <summary>What a reader does with members, enum values and variants that the schema does not know.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum WireMode
{
    /// <summary>A client reads what a newer server says: unknown members are skipped or kept, unknown values of open types are kept.</summary>
    Lenient,

    /// <summary>A server reads a request: whatever it does not know is refused and named.</summary>
    Strict,
}
