namespace Virtwire.Sdk.Server.Events;

/// <summary>The end of a connection that sends events.</summary>
internal interface IEventOutlet
{
    /// <summary>
    /// Appends a notification to what the connection sends. Returns at once and never throws: who reads too slowly is cut off by the
    /// outlet itself.
    /// </summary>
    void Send(ReadOnlyMemory<byte> notification);
}
