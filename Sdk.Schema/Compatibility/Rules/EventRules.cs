using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>VW2651–VW2699: events.</summary>
internal static class EventRules
{
    public static Rule<EventModel>[] All { get; } =
    [
        Rule.Removed<EventModel>(
            "VW2651", "An event was removed", "B", "the event '{0}' was removed, and peers of before wait for it; bring it back, or deprecate it first"),
    ];
}
