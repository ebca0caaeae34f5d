using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// A transport with a framing on top: hands every message that arrives to a handler, and sends through one coalescing writer.
/// Both sides of the wire use it. It knows messages and nothing of what is in them.
/// </summary>
internal sealed class MessageConnection : IDisposable
{
    private static readonly TimeSpan GraceAfterSendFailure = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ReadLoop _reader;
    private ITimer? _grace;

    /// <summary>A connection that reads once <see cref="RunAsync"/> is called, and may be written to at once.</summary>
    public MessageConnection(
        Transport transport, MessageFraming framing, IMessageHandler handler, long maxOutboxBytes, TimeProvider time, AdaptiveSpin? spin = null)
    {
        Transport = transport;
        _time = time;
        Writer = new CoalescingWriter(transport, framing, maxOutboxBytes, OnSendFailed, time);
        _reader = new ReadLoop(transport, framing, handler, Writer, spin);
    }

    /// <summary>What is underneath.</summary>
    public Transport Transport { get; }

    /// <summary>Sends messages.</summary>
    public CoalescingWriter Writer { get; }

    /// <summary>How many bytes of memory wait for the rest of a message.</summary>
    public int ReceiveBytes => _reader.HeldBytes;

    /// <summary>
    /// Reads until the peer is gone, the framing is broken or somebody aborts, and says which. Never throws. What is still to be
    /// sent may be sent afterwards; then the connection is to be closed or disposed of.
    /// </summary>
    /// <param name="first">Bytes that were received before, by who found out what the peer speaks.</param>
    public async Task<CloseReason> RunAsync(ReadOnlyMemory<byte> first = default)
    {
        var reason = await _reader.RunAsync(first).ConfigureAwait(false);
        _grace?.Dispose();
        return reason;
    }

    /// <summary>Ends the connection at once, for the reason given unless there is one already. Any thread.</summary>
    public void Abort(CloseReason reason)
    {
        Stop(reason);
        Writer.Close();
        Transport.Abort();
    }

    /// <summary>Stops reading after the message that is being handled, and leaves sending as it is.</summary>
    public void Stop(CloseReason reason) => _reader.Stop(reason);

    /// <summary>Sends what was accepted so far, then closes in order.</summary>
    public async ValueTask CloseAsync(CloseReason reason)
    {
        await Writer.CompleteAsync().ConfigureAwait(false);
        Stop(reason);
        Transport.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Writer.Close();
        Transport.Dispose();
        _grace?.Dispose();
    }

    private void OnSendFailed(Exception failure)
    {
        // The peer may have said why it left: what it sent is read first, then its end is seen. A peer that does not even end
        // is not waited for long.
        var reason = new CloseReason(CloseKind.SendFailed, $"Sending failed: {failure.Message}", failure);
        _grace = ContextFreeTimer.Create(_time, _ => Abort(reason), this);
        _grace.Change(GraceAfterSendFailure, Timeout.InfiniteTimeSpan);
    }
}
