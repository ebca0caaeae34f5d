using System.Globalization;
using System.Text.Json;
using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Events;

namespace Virtwire.Sdk.Server.Sessions.Services;

/// <summary>The server's own resource <c>Events</c>: which events a connection is sent.</summary>
internal sealed class ServerEventsDriver : EventsDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Subscription> SubscribeAsync(EventsSubscribeRequest request, CallContext call)
    {
        var invocation = (SessionCall)call.Call;
        var session = invocation.Session;
        var hub = session.Events;
        if (invocation.EventsSince is not null && invocation.Deadline is { } deadline && deadline <= session.Core.Time.GetUtcNow())
            throw new DeadlineExceededException("The batch was not done before the deadline of Events.subscribe, which is the last of it. Nothing was subscribed.");
        var filter = FilterOf(request, session.Core);
        if (request.After is { } position && !hub.IsPlausible(position))
        {
            throw new InvalidPositionException(
                $"'{position}' is no position that this server has given out.",
                new InvalidPositionDetails { Position = position });
        }

        var most = session.Core.Limits.Subscriptions;
        if (session.Feed.Count >= most)
        {
            throw new LimitExceededException(
                string.Create(CultureInfo.InvariantCulture, $"This connection has {most} subscriptions, which is the most."),
                new LimitExceededDetails { Limit = "subscriptions", Maximum = most });
        }

        var started = hub.Subscribe(session.Feed, filter, request.After ?? session.TakeResume() ?? invocation.EventsSince);
        invocation.AfterAnswer = () => hub.Replay(session.Feed, started);
        return new(new Subscription { Id = started.Id, Position = started.Position, Replayed = started.Replay.Count });
    }

    /// <inheritdoc/>
    public override ValueTask UnsubscribeAsync(EventsUnsubscribeRequest request, CallContext call)
    {
        var session = ((SessionCall)call.Call).Session;
        if (session.Events.Unsubscribe(session.Feed, request.Id))
            return default;
        throw new NoSubscriptionException(
            $"This connection has no subscription '{request.Id}'.",
            new NoSubscriptionDetails { Id = request.Id });
    }

    private static EventFilter FilterOf(EventsSubscribeRequest request, ServerCore core)
    {
        RequireKnown("resources", request.Resources, core.Registry.KnowsResource);
        RequireKnown("kinds", request.Kinds, core.Registry.KnowsEvent);
        if (request.About is { } handle && (handle.ValueKind != JsonValueKind.Object || !handle.EnumerateObject().Any()))
            throw new InvalidParamsException("about", "'about' must be a handle: an object with at least one member.");
        return new EventFilter(request.Resources?.ToHashSet(StringComparer.Ordinal), request.Kinds?.ToHashSet(StringComparer.Ordinal), request.About);
    }

    // A name that nothing has would be a subscription that is silent for ever.
    private static void RequireKnown(string parameter, IReadOnlyList<string>? names, Func<string, bool> isKnown)
    {
        for (var i = 0; i < names?.Count; i++)
        {
            if (isKnown(names[i]))
                continue;
            var path = string.Create(CultureInfo.InvariantCulture, $"{parameter}[{i}]");
            throw new InvalidParamsException(path, $"'{path}' names nothing that this server knows: '{names[i]}'.");
        }
    }
}
