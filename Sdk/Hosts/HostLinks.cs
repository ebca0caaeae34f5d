using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Events;
using Virtwire.Sdk.Rpc;

namespace Virtwire.Sdk.Hosts;

/// <summary>
/// The links of one host connection, one after the other: when one is lost the next is made, unless nobody wants it any more or the server
/// refuses it for good. One loop does that, and all that follows from it.
/// </summary>
/// <param name="open">Makes a link, on which subscriptions have been resumed.</param>
/// <param name="events">The subscriptions.</param>
/// <param name="options">How the connection was opened.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "Nothing waits on the source's handle.")]
internal sealed class HostLinks(Func<CancellationToken, Task<HostLink>> open, EventHub events, HostConnectionOptions options)
{
    private readonly CancellationTokenSource _closing = new();
    private readonly BackOff _backOff = new(options.Reconnect, options.TimeProvider);
    private HostLink? _current;
    private Exception? _lastFailure;
    private Task _following = Task.CompletedTask;
    private int _state = (int)HostConnectionState.Connecting;

    /// <summary>Tells of changes of the state, one after the other.</summary>
    public event Action<HostConnectionStateChangedEventArgs>? Changed;

    /// <summary>What the connection is good for.</summary>
    public HostConnectionState State => (HostConnectionState)Volatile.Read(ref _state);

    /// <summary>The link that calls go over; the last one where there is none now, and null before the first.</summary>
    public HostLink? Current => Volatile.Read(ref _current);

    /// <summary>Makes the first link.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var first = await open(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _current, first);
        Volatile.Write(ref _state, (int)HostConnectionState.Connected);
        _backOff.Connected();
        _following = Task.Run(() => FollowAsync(first), CancellationToken.None);
    }

    /// <summary>Makes the first link without being waited for, as often as it takes.</summary>
    public void BeginInBackground() => _following = Task.Run(
        async () =>
        {
            var (first, lost) = await NextAsync("There is no connection yet.", waits: false).ConfigureAwait(false);
            if (first is null)
            {
                events.End(lost ?? new ConnectionLostException("The connection was closed before it was made.", maybeSent: false));
                Change(HostConnectionState.Closed, lost);
                return;
            }

            Volatile.Write(ref _current, first);
            _backOff.Connected();
            Change(HostConnectionState.Connected, null);
            if (_closing.IsCancellationRequested)
                await first.EndAsync().ConfigureAwait(false);
            await FollowAsync(first).ConfigureAwait(false);
        },
        CancellationToken.None);

    /// <summary>Why a call cannot be made while there has been no link.</summary>
    public ConnectionFailedException NotYet() => State == HostConnectionState.Closed
        ? new ConnectionFailedException("The connection was closed before it was made.", Volatile.Read(ref _lastFailure))
        : new ConnectionFailedException(
            Volatile.Read(ref _lastFailure) is { } failure ? $"The connection is not there yet, and is tried again. {failure.Message}" : "The connection is not there yet.",
            Volatile.Read(ref _lastFailure));

    /// <summary>Closes the link, and lets none follow. A second time does nothing.</summary>
    public async ValueTask EndAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        if (Current is { } link)
            await link.EndAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
    }

    private async Task FollowAsync(HostLink link)
    {
        while (true)
        {
            var reason = await link.Running.ConfigureAwait(false);
            var lost = reason.Kind == CloseKind.Local ? null : Failures.Lost(link.Rpc, reason, null, maybeSent: true);
            HostLink? next = null;
            if (lost is not null && options.Reconnect.Enabled && !_closing.IsCancellationRequested)
            {
                Change(HostConnectionState.Reconnecting, lost);
                _backOff.Lost();
                (next, lost) = await NextAsync(lost.Message, waits: true).ConfigureAwait(false);
            }

            if (next is null)
            {
                Volatile.Write(ref _state, (int)HostConnectionState.Closed);
                events.End(lost ?? Failures.Lost(link.Rpc, reason, null, maybeSent: true));
                link.Follow(isFollowed: false);
                Change(HostConnectionState.Closed, lost);
                return;
            }

            Volatile.Write(ref _current, next);
            Volatile.Write(ref _state, (int)HostConnectionState.Connected);
            _backOff.Connected();
            link.Follow(isFollowed: true);
            Change(HostConnectionState.Connected, null);
            link = next;

            // Who closes the connection may have looked for the link before it was there.
            if (_closing.IsCancellationRequested)
                await link.EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The next link; null and why there is none, which is null as well where the application itself has ended the connection.</summary>
    /// <param name="why">Why one is needed, for people.</param>
    /// <param name="waits">Whether it waits before the first attempt.</param>
    private async Task<(HostLink? Next, ConnectionLostException? Lost)> NextAsync(string why, bool waits)
    {
        while (true)
        {
            try
            {
                if (waits)
                    await Task.Delay(_backOff.Next(), options.TimeProvider, _closing.Token).ConfigureAwait(false);
                return (await open(_closing.Token).ConfigureAwait(false), null);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return (null, null);
            }
            catch (HostException failure) when (failure.Retry != RetryClass.Never)
            {
                // Nobody answers yet, or nobody who is ready.
                Volatile.Write(ref _lastFailure, failure);
            }
            catch (Exception refused)
            {
                Volatile.Write(ref _lastFailure, refused);
                return (null, new ConnectionLostException($"{why} It cannot be made: {refused.Message}", maybeSent: true, refused));
            }

            waits = true;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What listens is foreign code; the connection must not end with it.")]
    private void Change(HostConnectionState state, ConnectionLostException? reason)
    {
        Volatile.Write(ref _state, (int)state);
        try
        {
            Changed?.Invoke(new HostConnectionStateChangedEventArgs(state, reason));
        }
        catch (Exception)
        {
            // It is told to go on, not asked.
        }
    }
}
