using System.Buffers;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections.Features;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Http.Events;

/// <summary>The events of one request, on their way into its answer. Ends when the peer goes, reads too slowly, or the server stops.</summary>
/// <param name="exchange">The request.</param>
internal sealed class EventStream(HttpExchange exchange) : IEventOutlet
{
    /// <summary>How often a peer and what is between hear that the stream is alive.</summary>
    internal static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private static readonly ReadOnlyMemory<byte> Comment = ":\n\n"u8.ToArray();

    private readonly Channel<ReadOnlyMemory<byte>> _blocks = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true });
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private Session? _session;
    private ITimer? _beat;
    private long _waiting;

    /// <summary>Whose events they are. Said before any is sent.</summary>
    internal void BelongTo(Session session) => _session = session;

    /// <summary>Called by one publisher after the other.</summary>
    public void Send(ReadOnlyMemory<byte> notification)
    {
        var block = Block(notification.Span);
        if (Interlocked.Read(ref _waiting) + block.Length > _session!.Limits.OutboxBytes)
            CutOff();
        else
            Append(block);
    }

    /// <summary>Writes events until the stream ends.</summary>
    /// <param name="position">Where it begins.</param>
    internal async Task RunAsync(string position)
    {
        var stopping = exchange.Context.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        await using var stop = stopping.UnsafeRegister(static writer => ((ChannelWriter<ReadOnlyMemory<byte>>)writer!).TryComplete(), _blocks.Writer);
        await using var beat = exchange.Core.Time.CreateTimer(static stream => ((EventStream)stream!).OnBeat(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _beat = beat;
        beat.Change(Beat, Timeout.InfiniteTimeSpan);
        var output = exchange.Context.Response.BodyWriter;

        // An id without data is no event, and is where a peer resumes that is cut off before the first.
        await output.WriteAsync(Encoding.UTF8.GetBytes($"id: {position}\n\n"), exchange.Aborted).ConfigureAwait(false);
        while (await _blocks.Reader.WaitToReadAsync(exchange.Aborted).ConfigureAwait(false))
        {
            while (_blocks.Reader.TryRead(out var block))
            {
                await output.WriteAsync(block, exchange.Aborted).ConfigureAwait(false);
                Interlocked.Add(ref _waiting, -block.Length);
            }
        }
    }

    private byte[] Block(ReadOnlySpan<byte> notification)
    {
        _scratch.ResetWrittenCount();
        EventBlock.Write(_scratch, notification);
        return _scratch.WrittenSpan.ToArray();
    }

    private void Append(ReadOnlyMemory<byte> block)
    {
        Interlocked.Add(ref _waiting, block.Length);
        _blocks.Writer.TryWrite(block);
    }

    private void OnBeat()
    {
        _beat!.Change(Beat, Timeout.InfiniteTimeSpan);

        // Who has something to read knows that the stream is alive.
        if (Interlocked.Read(ref _waiting) == 0)
            Append(Comment);
    }

    // What waits already is sent still, and at its end why there is no more.
    private void CutOff()
    {
        var gap = _session!.Events.Overflow(_session.Feed);
        if (gap is { } told && _blocks.Writer.TryWrite(Block(told.Span)) && _blocks.Writer.TryComplete())
            SessionLog.SlowConsumer(exchange.Core.Logger, _session.Info.Id, Interlocked.Read(ref _waiting));
    }
}
