namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Takes the messages of a <see cref="MessageConnection"/>, on the reader's thread and one after the other. Nothing here may
/// wait: while it runs, nothing is received.
/// </summary>
internal interface IMessageHandler
{
    /// <summary>One message, JSON or not. Its bytes are the reader's own and are good during the call only.</summary>
    void OnMessage(ReadOnlySpan<byte> message);

    /// <summary>A message was larger than allowed, and is passed over.</summary>
    void OnTooLarge();

    /// <summary>
    /// All messages that arrived together were handed over, or handling one failed: what they have left to be done, which may run
    /// foreign code and so must not hold up the reader. Null when there is nothing. Must not throw.
    /// </summary>
    IThreadPoolWorkItem? TakeWork();
}
