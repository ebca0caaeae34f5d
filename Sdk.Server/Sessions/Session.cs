using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Identities;

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
    private TokenGate? _tokens;
    private CallRate? _rate;
    private bool _used;
    private volatile bool _draining;

    internal Session(ServerCore core, ServerLimits limits, PeerIdentity peer, IEventOutlet outlet)
    {
        Core = core;
        Limits = limits;
        Peer = peer;
        _rate = core.Rates.Of(peer.Name);
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
    internal PeerIdentity Peer { get; private set; }

    /// <summary>Where the tokens of the connection are looked at. Shared by the sessions of one connection.</summary>
    internal TokenGate Tokens
    {
        get => _tokens ?? Interlocked.CompareExchange(ref _tokens, new TokenGate(Core.Policy.Tokens, Core.Time), null) ?? _tokens;
        init => _tokens = value;
    }

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
        if (entry.IsAudited)
            call.RememberSubject(parameters);
        if (_draining)
            Answer.Refuse(call, Refusals.ShuttingDown());
        else if (allowed <= TimeSpan.Zero)
            Answer.Refuse(call, Refusals.Stopped(call, StopReason.DeadlineExceeded));
        else if (Calls.PlacesTaken >= Core.Limits.InFlight)
            Answer.Refuse(call, Refusals.TooManyCalls(Core.Limits.InFlight));
        else if (_rate is { } rate && !rate.TryTake())
            Answer.Refuse(call, Refusals.TooFast(rate.PerSecond));
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
        // Who is counted goes the general way, which counts once.
        if (_rate is not null)
            return false;
        call.Begin(entry, allowed);
        if (entry.IsAudited)
            call.RememberSubject(parameters);
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
    /// <param name="view">What it may see.</param>
    /// <param name="client">The program at the other end.</param>
    /// <param name="peer">Who it has turned out to be; null where that is as it was.</param>
    internal void Become(SessionView view, string? client, PeerIdentity? peer = null)
    {
        _used = true;
        View = view;
        if (peer is not null && peer != Peer)
        {
            Peer = peer;
            _rate = Core.Rates.Of(peer.Name);
        }

        Info = Info with { Identity = Peer.Name, Role = view.Role, Client = client };
    }

    /// <summary>
    /// Who the holder of a token is. The session is as it was: hello, or whatever a binding has in its place, makes it his by <see cref="Become"/>.
    /// What is refused is told to the audit log.
    /// </summary>
    /// <exception cref="UnauthenticatedException">The token is not known, or has expired.</exception>
    /// <exception cref="LimitExceededException">Too many have been wrong.</exception>
    internal PeerIdentity Authenticate(string token)
    {
        try
        {
            return Peer.With(Tokens.Pass(token));
        }
        catch (HostException refusal)
        {
            RefusedIdentity(refusal, Core.Policy.Tokens.KnownId(token) is { } id ? $"the token {id}" : "an unknown token");
            throw;
        }
    }

    /// <summary>
    /// Makes a session that has not been used the one of a token's holder, at the current version: for protocols in which a token comes before hello, such as
    /// STOMP's passcode.
    /// </summary>
    /// <inheritdoc cref="Authenticate"/>
    internal void SignIn(string token)
    {
        var peer = Authenticate(token);
        Become(Core.Views.Get(View.Driver, peer.Role, NegotiatedVersions.Current), Info.Client, peer);
        _used = false;
    }

    /// <summary>Tells the audit log that an identity was not believed, or is none.</summary>
    internal void RefusedIdentity(HostException refusal, string token) =>
        AuditLog.Refused(Core.Audit, Peer.Name, refusal.ToPayload().Name ?? "Unknown", token, Info.Id, Peer.Transport, Peer.EndPoint);

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
