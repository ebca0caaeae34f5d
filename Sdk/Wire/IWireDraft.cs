using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>What has been read of an object so far, whoever reads it: members by guess first, and the others by the JSON reader.</summary>
/// <typeparam name="T">What it becomes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireDraft<T>
{
    /// <summary>Whether all is there that must be.</summary>
    bool IsComplete { get; }

    /// <summary>
    /// Reads the members that are left. The reader stands before the next one's name, and on the object's end afterwards. A member named
    /// <paramref name="tag"/> is passed over once (empty: none).
    /// </summary>
    /// <exception cref="WireException">The JSON is not such an object.</exception>
    void ReadMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag);

    /// <summary>Refuses an object that is not complete, and says what it lacks.</summary>
    /// <param name="reader">Stands on the object's end.</param>
    /// <exception cref="WireException">A member is missing.</exception>
    void Require(ref Utf8JsonReader reader);

    /// <summary>The object.</summary>
    T ToValue();
}
