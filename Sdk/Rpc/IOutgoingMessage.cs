using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// A message that knows how to write itself. Implemented by small structs, so that a message is neither allocated nor encoded
/// anywhere but in the buffer it is sent from.
/// </summary>
internal interface IOutgoingMessage
{
    /// <summary>Writes the message as one JSON value. Called under the writer's lock by <see cref="CoalescingWriter.Append"/>: what takes long, or runs foreign code, is encoded before.</summary>
    void Write(ref WireWriter json);
}
