using System.Globalization;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Events.Soak;

/// <summary>
/// Publishes numbered events to one stream whose connection is cut again and again, now and then for so long that the server no longer has
/// what is missing, and holds what arrives to the numbers: each once and in order, or a gap before those that are missing.
/// </summary>
/// <param name="seed">What decides where it is cut.</param>
/// <param name="kept">How many events the server keeps.</param>
internal sealed class EventSoak(int seed, int kept)
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private Transport? _transport;
    private volatile bool _isAway;
    private TaskCompletionSource _reached = new();
    private long _next;
    private long _awaited;

    /// <summary>How many events have arrived.</summary>
    public long Received { get; private set; }

    /// <summary>How many gaps the server has declared.</summary>
    public long Gaps { get; private set; }

    /// <summary>How many events were missing behind gaps.</summary>
    public long Skipped { get; private set; }

    /// <summary>How often the connection was cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Runs it.</summary>
    /// <param name="events">How many events are published.</param>
    /// <param name="uri">The URI of the driver.</param>
    /// <param name="connect">Connects to the server.</param>
    /// <param name="sink">Where events of the driver are published.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public async Task<string?> RunAsync(
        int events, string uri, Func<CancellationToken, ValueTask<Transport>> connect, IEventSink sink, CancellationToken cancellationToken)
    {
        var options = new HostConnectionOptions { Reconnect = { FirstDelay = TimeSpan.Zero } };
        await using var host = await HostConnection.OpenAsync(
            ConnectionUri.Parse(uri), (_, token) => ConnectAsync(connect, token), options, cancellationToken);
        var stream = await host.Domains.WatchStateChanged().StartAsync(cancellationToken);
        var consuming = ConsumeAsync(stream, events, cancellationToken);
        await PublishAsync(events, sink, consuming, cancellationToken);
        return await consuming;
    }

    private async ValueTask<Transport> ConnectAsync(Func<CancellationToken, ValueTask<Transport>> connect, CancellationToken cancellationToken)
    {
        if (_isAway)
            throw new ConnectionFailedException("It is cut off for a while.");
        var transport = await connect(cancellationToken);
        Volatile.Write(ref _transport, transport);
        return transport;
    }

    private async Task PublishAsync(int events, IEventSink sink, Task consuming, CancellationToken cancellationToken)
    {
        for (var published = 0; published < events && !consuming.IsCompleted;)
        {
            // Away for long is twice what is kept, away for a while is half of it: only then events may be missing.
            var mood = _random.Next(24);
            _isAway = mood < 2;
            var burst = Math.Min(events - published, mood switch { 0 => 2 * kept, 1 => kept / 2, _ => _random.Next(1, kept / 4) });
            var cut = mood < 2 ? 0 : mood < 8 ? _random.Next(burst) : -1;
            for (var i = 0; i < burst; i++, published++)
            {
                if (i == cut)
                    Cut();
                sink.Publish(HostApi.Domain.StateChanged, Number(published), new DomainStateChangedData { State = DomainState.Running, Reason = default });
            }

            _isAway = false;
            await ReachAsync(published - (kept / 4)).WaitAsync(cancellationToken);
        }
    }

    private async Task<string?> ConsumeAsync(EventSubscription<DomainStateChangedEvent> stream, int events, CancellationToken cancellationToken)
    {
        try
        {
            return await ConsumeAsync(stream.WithCancellation(cancellationToken), events);
        }
        catch (HostException failure)
        {
            return $"The stream has ended behind {_next - 1}: {failure.Message}";
        }
        finally
        {
            Arrived(long.MaxValue);
        }
    }

    private async Task<string?> ConsumeAsync(System.Runtime.CompilerServices.ConfiguredCancelableAsyncEnumerable<DomainStateChangedEvent> stream, int events)
    {
        var isGap = false;
        await foreach (var item in stream)
        {
            if (item.IsGap)
            {
                isGap = true;
                Gaps++;
                continue;
            }

            var number = long.Parse(item.Domain.Name!, CultureInfo.InvariantCulture);
            if (number < _next)
                return $"Event {number} comes behind {_next - 1}.";
            if (number > _next && !isGap)
                return $"Event {number} comes behind {_next - 1}, and no gap tells of it.";
            Skipped += number - _next;
            Received++;
            isGap = false;
            Arrived(number + 1);
            if (number + 1 == events)
                return null;
        }

        return "The stream has ended.";
    }

    private void Cut()
    {
        Cuts++;
        Interlocked.Exchange(ref _transport, null)?.Abort();
    }

    private Task ReachAsync(long next)
    {
        lock (_gate)
        {
            if (_next >= next)
                return Task.CompletedTask;
            _awaited = next;
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _reached.Task;
        }
    }

    private void Arrived(long next)
    {
        lock (_gate)
        {
            _next = next;
            if (next >= _awaited)
                _reached.TrySetResult();
        }
    }

    // The number is the name: what else a stateChanged tells is of no interest here.
    private static DomainRef Number(int number) => new()
    {
        Name = number.ToString(CultureInfo.InvariantCulture),
        Uuid = new Guid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0),
    };
}
