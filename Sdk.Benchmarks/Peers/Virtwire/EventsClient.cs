using System.Diagnostics;
using Virtwire.Sdk.Benchmarks.Measuring;
using Virtwire.Sdk.Benchmarks.Peers.Echo;

namespace Virtwire.Sdk.Benchmarks.Peers.Virtwire;

/// <summary>
/// Many subscribers of one daemon's events, and callers that make them: each changes the state of a guest of its own, and goes on when all
/// subscribers have its event. What is counted is each delivery, from the begin of the call.
/// </summary>
internal sealed class EventsClient : PeerClient
{
    private readonly HostConnection _host;
    private readonly Subscriber[] _subscribers;
    private readonly Flight[] _flights = [.. Enumerable.Range(0, Loads.Records).Select(static _ => new Flight())];

    private EventsClient(HostConnection host, int subscribers)
    {
        _host = host;
        _subscribers = new Subscriber[subscribers];
    }

    /// <summary>Connects, and subscribes.</summary>
    /// <param name="path">The daemon's socket.</param>
    /// <param name="subscribers">How many connections are subscribed.</param>
    public static async Task<EventsClient> OpenAsync(string path, int subscribers)
    {
        var client = new EventsClient(await HostConnection.OpenAsync($"{DaemonPeer.Scheme}+unix:///default?socket={path}"), subscribers);
        for (var i = 0; i < subscribers; i++)
            client._subscribers[i] = await Subscriber.OpenAsync(path, client._flights);
        return client;
    }

    protected override ValueTask<Task[]> StartAsync(string load, int callers, CallWindow window)
    {
        if (load != Loads.Events)
            throw new NotSupportedException($"This peer has no load '{load}'.");
        foreach (var subscriber in _subscribers)
            subscriber.Latencies = window.Histogram();
        return new([.. Enumerable.Range(1, callers).Select(guest => CallAsync(guest, window))]);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var subscriber in _subscribers)
            subscriber.Dispose();
        await _host.DisposeAsync();
    }

    private async Task CallAsync(int number, CallWindow window)
    {
        var guest = _host.Domains.Bind(DomainRef.ByName(Loads.DomainName(number)));
        var flight = _flights[number];
        await window.Opening;
        while (Stopwatch.GetTimestamp() < window.Until)
        {
            var delivered = flight.Begin(_subscribers.Length);
            await (flight.IsPaused ? guest.ResumeAsync() : guest.SuspendAsync());
            flight.IsPaused = !flight.IsPaused;
            await delivered;
        }
    }

    /// <summary>An event on its way to all subscribers.</summary>
    private sealed class Flight
    {
        private TaskCompletionSource _delivered = new();
        private long _begun;
        private int _left;

        public bool IsPaused { get; set; }

        public Task Begin(int subscribers)
        {
            _delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _begun = Stopwatch.GetTimestamp();
            Volatile.Write(ref _left, subscribers);
            return _delivered.Task;
        }

        public void Arrive(LatencyHistogram latencies)
        {
            latencies.Add(Stopwatch.GetTimestamp() - _begun);
            if (Interlocked.Decrement(ref _left) == 0)
                _delivered.SetResult();
        }

        public void Fail(Exception failure) => _delivered.TrySetException(failure);
    }

    /// <summary>A connection that is subscribed: it finds the guest's number in each event, and looks no further.</summary>
    private sealed class Subscriber(System.Net.Sockets.Socket socket, Flight[] flights) : IDisposable
    {
        private static readonly byte[] Subscribe =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"Events.subscribe\",\"params\":{\"kinds\":[\"Domain.stateChanged\"]}}\n"u8.ToArray();

        private readonly byte[] _buffer = new byte[64 * 1024];

        public LatencyHistogram Latencies { get; set; } = new();

        // DomainName's own form: vm-00012-production.
        private static ReadOnlySpan<byte> BeforeNumber => "{\"jsonrpc\":\"2.0\",\"method\":\"Domain.stateChanged\",\"params\":{\"self\":{\"name\":\"vm-"u8;

        public static async Task<Subscriber> OpenAsync(string path, Flight[] flights)
        {
            var socket = await WireBytes.ConnectAsync(path);
            await socket.SendAsync(Subscribe);
            var answer = new byte[4096];
            var read = await socket.ReceiveAsync(answer);
            if (read == 0 || answer[read - 1] != '\n' || answer.AsSpan(0, read).IndexOf("\"result\""u8) < 0)
                throw new InvalidOperationException("The daemon did not take the subscription.");
            var subscriber = new Subscriber(socket, flights);
            _ = Task.Run(subscriber.RunAsync);
            return subscriber;
        }

        public void Dispose() => socket.Dispose();

        private async Task RunAsync()
        {
            try
            {
                for (var kept = 0; ;)
                {
                    var read = await socket.ReceiveAsync(_buffer.AsMemory(kept));
                    if (read == 0)
                        throw new InvalidOperationException("The daemon closed the connection of a subscriber.");
                    kept = Take(kept + read);
                }
            }
            catch (Exception failure)
            {
                foreach (var flight in flights)
                    flight.Fail(failure);
            }
        }

        /// <summary>Takes whole events, and returns how many bytes of the next one are kept.</summary>
        private int Take(int length)
        {
            var rest = _buffer.AsSpan(0, length);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                if (!rest.StartsWith(BeforeNumber) || !System.Buffers.Text.Utf8Parser.TryParse(rest.Slice(BeforeNumber.Length, 5), out int number, out _))
                    throw new InvalidOperationException("The daemon sent something else: " + System.Text.Encoding.UTF8.GetString(rest[..end]));
                flights[number].Arrive(Latencies);
            }

            rest.CopyTo(_buffer);
            return rest.Length;
        }
    }
}
