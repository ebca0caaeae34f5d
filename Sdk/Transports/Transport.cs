using System.ComponentModel;

namespace Virtwire.Sdk.Transports;

/// <summary>
/// A two-way stream of bytes to one peer. One receive and one send may be under way at the same time, not two of a kind.
/// A failed call throws <see cref="IOException"/> or <see cref="System.Net.Sockets.SocketException"/>; the transport is of no
/// more use then, in that direction at least.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Transport : IDisposable
{
    /// <summary>Where the peer is, for messages and logs: <c>unix:///run/virtwire/virtwire.sock</c>.</summary>
    public abstract string EndPoint { get; }

    /// <summary>
    /// Receives bytes into <paramref name="buffer"/>; 0 says that no more will come. With an empty buffer it waits until there
    /// are bytes or the end, and returns 0 for both: so that waiting needs no memory.
    /// </summary>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>
    /// Receives what is there already, without waiting: false where there is nothing yet, or the transport cannot tell. A count of 0 says
    /// that no more will come. Not while a <see cref="ReceiveAsync"/> is under way.
    /// </summary>
    public virtual bool TryReceive(Span<byte> buffer, out int count)
    {
        count = 0;
        return false;
    }

    /// <summary>Whether bytes have arrived that nobody has received yet; false where the transport cannot tell. Any thread.</summary>
    public virtual bool HasUnread => false;

    /// <summary>Sends all of <paramref name="bytes"/>, which must stay as they are until it is done.</summary>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Tells the peer that nothing more will be sent. It may still send.</summary>
    public abstract void EndSend();

    /// <summary>
    /// Ends everything at once: calls under way fail, the peer is told of a reset where the transport can say so. Any thread.
    /// </summary>
    public abstract void Abort();

    /// <summary>Closes in order: what was sent reaches the peer, then it sees the end.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes in order.</summary>
    /// <param name="disposing">True: there are no finalizers here.</param>
    protected abstract void Dispose(bool disposing);
}
