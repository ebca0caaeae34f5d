using Virtwire.Sdk.Events;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Hosts;

/// <summary>
/// One transport to the server with what was agreed on over it, from the greeting to the end. A host connection has one after the other.
/// </summary>
internal sealed class HostLink
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);
    private static readonly CloseReason Disposed = new(CloseKind.Local, "This side has closed it.");

    private readonly TaskCompletionSource<bool> _followed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;

    private HostLink(Transport transport, ConnectionUri uri, HostConnectionOptions options, EventHub events)
    {
        _time = options.TimeProvider;
        var framing = HostTransports.FramingOf(uri, options);
        Rpc = new RpcConnection(transport, framing, events, new RpcOptions
        {
            Deadline = options.Deadline,
            InlineContinuations = options.InlineContinuations,
            Spin = options.Spin,
            MaxOutboxBytes = options.MaxOutboxBytes,
            Time = options.TimeProvider,
        });

        var beats = framing is StompClientFraming stomp ? new LinkHeartBeats(Rpc, transport, stomp, options.HeartBeatGrace) : null;

        // The reader must not run on the caller's thread, not even until its first wait.
        Running = Task.Run(() => RunAsync(beats), CancellationToken.None);
    }

    /// <summary>Makes the calls.</summary>
    public RpcConnection Rpc { get; }

    /// <summary>Ends with the link, and says why. Never fails.</summary>
    public Task<CloseReason> Running { get; }

    /// <summary>What the server answered to the greeting.</summary>
    public HelloResult Hello { get; private set; } = null!;

    /// <summary>The versions agreed on.</summary>
    public PeerVersions Peer { get; private set; } = null!;

    /// <summary>Completes once it is known whether another link has taken the place of this one, which has ended, and says so.</summary>
    public Task<bool> Followed => _followed.Task;

    /// <summary>Connects, greets, and resumes the subscriptions that wait for it.</summary>
    /// <exception cref="ConnectionFailedException">Nobody answers, or not in time.</exception>
    /// <exception cref="HostException">The server refuses the connection.</exception>
    public static async Task<HostLink> OpenAsync(
        ConnectionUri uri,
        Func<ConnectionUri, CancellationToken, ValueTask<Transport>> connect,
        HostConnectionOptions options,
        EventHub events,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HostLink? link = null;
        try
        {
            var transport = await connect(uri, either.Token).ConfigureAwait(false);
            link = new HostLink(transport, uri, options, events);
            await link.GreetAsync(Greeting.Request(uri, options), either.Token).ConfigureAwait(false);
            await events.ResumeAsync(link.Rpc, either.Token).ConfigureAwait(false);
            return link;
        }
        catch (Exception failure)
        {
            if (link is not null)
                await link.EndAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (failure is OperationCanceledException)
                throw new ConnectionFailedException($"{uri} did not answer within {options.ConnectTimeout.TotalSeconds} s.", failure);
            if (failure is ConnectionLostException)
                throw new ConnectionFailedException($"{uri} did not accept the connection. {failure.Message}", failure);
            throw;
        }
    }

    /// <summary>Says whether another link has taken the place of this one.</summary>
    public void Follow(bool isFollowed) => _followed.TrySetResult(isFollowed);

    /// <summary>Sends what was accepted, then closes. A second time does nothing.</summary>
    public async ValueTask EndAsync()
    {
        try
        {
            await Rpc.CloseAsync(Disposed).AsTask().WaitAsync(CloseTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The server does not read: nothing can be closed in order any more.
            Rpc.Abort(Disposed);
        }

        await Running.ConfigureAwait(false);
    }

    private async Task<CloseReason> RunAsync(LinkHeartBeats? beats)
    {
        var reason = await Rpc.RunAsync().ConfigureAwait(false);
        beats?.Stop();
        return reason;
    }

    private async Task GreetAsync(RpcHelloRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Rpc.TryBegin<ResultCall<HelloResult>>(CoreApi.Rpc.Hello, out var call, out var failure))
            throw failure;
        var answer = call.Task;

        // The deadline of calls is none of this one's: how long it may take is the token's to say.
        Rpc.Send(call, CoreApi.Rpc.Hello, request, new CallOptions { Deadline = Timeout.InfiniteTimeSpan }, cancellationToken);

        Hello = await answer.ConfigureAwait(false);
        Peer = new PeerVersions(Hello.Versions, request.Versions.Keys);
        if (Hello.Limits?.MessageBytes is > 0 and <= int.MaxValue and var bytes)
            Rpc.Writer.MaxMessageBytes = (int)bytes;
    }
}
