using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>What a destination is.</summary>
internal enum StompDestinationKind
{
    /// <summary>Requests are sent there.</summary>
    Request,

    /// <summary>Answers come from there; only the server sends.</summary>
    Reply,

    /// <summary>Events come from there; only the server sends.</summary>
    Event,

    /// <summary>Whatever clients want it to be.</summary>
    Topic,

    /// <summary>It has the name of one of the server's, and is none.</summary>
    Unknown,
}

/// <summary>A destination by its name.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="DefaultReply">Where answers go to requests that do not say it.</param>
/// <param name="Filter">What events come from there.</param>
internal sealed record StompDestination(StompDestinationKind Kind, string? DefaultReply = null, EventFilter? Filter = null)
{
    private const string Own = "virtwire.";
    private const string Events = "virtwire.event";

    // The names that VDSM's clients use.
    private const string VdsmRequests = "jms.topic.vdsm_requests";
    private const string VdsmStorageRequests = "jms.topic.vdsm_irs_requests";
    private const string VdsmReplies = "jms.topic.vdsm_responses";
    private const string VdsmEvents = "jms.queue.events";

    private static readonly StompDestination Unknown = new(StompDestinationKind.Unknown);
    private static readonly StompDestination Topic = new(StompDestinationKind.Topic);
    private static readonly StompDestination Reply = new(StompDestinationKind.Reply);
    private static readonly StompDestination Request = new(StompDestinationKind.Request, StompClientFraming.Replies);
    private static readonly StompDestination VdsmRequest = new(StompDestinationKind.Request, VdsmReplies);
    private static readonly StompDestination AllEvents = new(StompDestinationKind.Event, Filter: new EventFilter(null, null, null));

    /// <summary>Finds out what a destination is.</summary>
    internal static StompDestination Of(string name, ServerCore core) => name switch
    {
        StompClientFraming.Requests => Request,
        StompClientFraming.Replies or VdsmReplies => Reply,
        Events or VdsmEvents => AllEvents,
        _ when IsOrBelow(name, VdsmRequests) || IsOrBelow(name, VdsmStorageRequests) => VdsmRequest,
        _ when IsOrBelow(name, Events) => EventsOf(name[(Events.Length + 1)..], core),
        _ => name.StartsWith(Own, StringComparison.Ordinal) ? Unknown : Topic,
    };

    private static bool IsOrBelow(string name, string above) =>
        name.StartsWith(above, StringComparison.Ordinal) && (name.Length == above.Length || name[above.Length] == '.');

    // A name that nothing has would be a subscription that is silent for ever.
    private static StompDestination EventsOf(string name, ServerCore core)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var resource = dot < 0 ? name : name[..dot];
        var kind = dot < 0 ? null : name;
        if (!EventListener.Knows(core, resource, kind))
            return Unknown;
        var filter = new EventFilter(new HashSet<string>([resource], StringComparer.Ordinal), kind is null ? null : new HashSet<string>([kind], StringComparer.Ordinal), null);
        return new StompDestination(StompDestinationKind.Event, Filter: filter);
    }
}
