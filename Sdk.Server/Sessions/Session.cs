using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Events;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>
/// One conversation: who it is with, its view, its calls under way and its events. A binding owns one a connection, and hands it
/// calls from its reader; what a call may be is decided by the view, never here.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Close gives back what there is to give back.")]
internal sealed class Session
{
    private readonly IEventOutlet _outlet;
    private EventFeed? _feed;
    private bool _used;
    private volatile bool _draining;

    internal Session(ServerCore core, ServerLimits limits, PeerIdentity peer, IEventOutlet outlet)
    {
        Core = core;
        Limits = limits;
        Peer = peer;
        _outlet = outlet;
        Number = core.NextSession();
        Since = core.Time.GetUtcNow();
        Info = new SessionInfo(Number.ToString(CultureInfo.InvariantCulture), peer.Name, peer.Role, null);
        Deadlines = new DeadlineWheel(core.Time);
        View = core.Views.Get(core.Registry.Drivers[0], peer.Role, NegotiatedVersions.Current);
    }

    /// <summary>What all sessions share.</summary>
    internal ServerCore Core { get; }

    /// <summary>Its number. No other session of the server ever has it.</summary>
    internal long Number { get; }

    /// <summary>When it began.</summary>
    internal DateTimeOffset Since { get; }

    /// <summary>The limits that hold for the whole of it: of a message's bytes, and of what waits to be read. For the others ask the server's.</summary>
    internal ServerLimits Limits { get; }

    /// <summary>Who is at the other end.</summary>
    internal PeerIdentity Peer { get; }

    /// <summary>What drivers may know of it.</summary>
    internal SessionInfo Info { get; private set; }

    /// <summary>What it may see.</summary>
    internal SessionView View { get; private set; }

    /// <summary>Its calls under way.</summary>
    internal CallSet Calls { get; } = new();

    /// <summary>The deadlines of its calls.</summary>
    internal DeadlineWheel Deadlines { get; }

    /// <summary>The position that hello asked to resume from.</summary>
    internal string? Resume { private get; set; }

    /// <summary>The events of its driver.</summary>
    internal EventHub Events => View.Driver.Events;

    /// <summary>Its own share of them. Made for the view it has by then, which no longer changes.</summary>
    internal EventFeed Feed => _feed ?? Interlocked.CompareExchange(ref _feed, new EventFeed(_outlet, View.Sees), null) ?? _feed;

    /// <summary>How many subscriptions it has.</summary>
    internal int Subscriptions => _feed?.Count ?? 0;

    /// <summary>Runs a call, now or later. The bytes may be reused once this returns. Called by the binding's reader only.</summary>
    /// <param name="call">The call.</param>
    /// <param name="method">The method's name, UTF-8.</param>
    /// <param name="parameters">The parameters as JSON text; empty for none.</param>
    /// <param name="allowed">How long the caller waits; null for ever.</param>
    internal void Dispatch(SessionCall call, ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters, TimeSpan? allowed)
    {
        var entry = View.Methods.Find(method);
        if (entry is null)
        {
            Answer.Refuse(call, Refusals.MethodNotFound(method));
            return;
        }

        call.Begin(entry, allowed);
        if (_draining)
            Answer.Refuse(call, Refusals.ShuttingDown());
        else if (allowed <= TimeSpan.Zero)
            Answer.Refuse(call, Refusals.Stopped(call, StopReason.DeadlineExceeded));
        else if (Calls.PlacesTaken >= Core.Limits.InFlight)
            Answer.Refuse(call, Refusals.TooManyCalls(Core.Limits.InFlight));
        else
            entry.Method.Invoke(call, entry.Driver, parameters);
        _used |= !entry.OpensSession;
    }

    /// <summary>The method of a name, UTF-8; null where there is none that can be called.</summary>
    internal MethodEntry? Find(ReadOnlySpan<byte> method) => View.Methods.Find(method) is { Driver: not null } entry ? entry : null;

    /// <summary>
    /// Runs a call whose parameters nobody has looked at yet; false, and nothing has happened, where they are not what they should be
    /// or the call is to be refused for another reason, which <see cref="Dispatch"/> finds.
    /// </summary>
    internal bool TryDispatch(SessionCall call, MethodEntry entry, ReadOnlySpan<byte> parameters, TimeSpan? allowed)
    {
        call.Begin(entry, allowed);
        if (_draining || allowed <= TimeSpan.Zero || Calls.PlacesTaken >= Core.Limits.InFlight || !entry.Method.TryInvoke(call, entry.Driver, parameters))
            return false;
        _used |= !entry.OpensSession;
        return true;
    }

    /// <summary>An error that answers no call, with an id under which the log has it.</summary>
    internal ErrorPayload Traced(ErrorPayload error)
    {
        var traced = error with { TraceId = Refusals.NewTraceId() };
        SessionLog.ErrorAnswered(Core.Logger, Info.Id, "A message", traced.Name, traced.Code, traced.TraceId);
        return traced;
    }

    /// <summary>Whether hello may still choose what the session is.</summary>
    internal bool IsFresh => !_used;

    /// <summary>Has been used without a call: hello can no longer choose what it is.</summary>
    internal void Use() => _used = true;

    /// <summary>Becomes what hello has agreed on.</summary>
    internal void Become(SessionView view, string? client)
    {
        _used = true;
        View = view;
        Info = Info with { Role = view.Role, Client = client };
    }

    /// <summary>The position that hello asked to resume from, for the first subscription that names none itself; null for the others.</summary>
    internal string? TakeResume()
    {
        var position = Resume;
        Resume = null;
        return position;
    }

    /// <summary>Refuses further calls, and completes when those under way are done.</summary>
    internal Task DrainAsync()
    {
        _draining = true;
        return Calls.WhenEmpty();
    }

    /// <summary>Ends: calls under way are told to stop, events are no longer sent.</summary>
    internal void Close()
    {
        _draining = true;
        Events.Remove(Feed);
        Calls.Close();
        Deadlines.Dispose();
    }
}
