namespace Virtwire.Sdk.Rpc;

/// <summary>Takes what the server says unasked, on the reader's thread and in its order.</summary>
internal interface INotificationHandler
{
    /// <summary>
    /// One notification. The bytes are good during the call only; <paramref name="parameters"/> is empty where there are none.
    /// </summary>
    void OnNotification(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters);

    /// <summary>The connection has ended: nothing more will come.</summary>
    void OnClosed(CloseReason reason);
}
