using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>VW2101–VW2199: resources.</summary>
internal static class ResourceRules
{
    public static Rule<ResourceModel>[] All { get; } =
    [
        Rule.Removed<ResourceModel>(
            "VW2101", "A resource was removed", "B", "the resource '{0}' was removed, and with it all that it can do; bring it back, or deprecate it first"),
        Rule.Changed<ResourceModel>(
            "VW2102", "A key was removed", "B", "keys", "objects are no longer found by {1}; add the key again",
            static (before, now) => LostKeys(before, now).Any(),
            static (before, now) => [string.Join(" and by ", LostKeys(before, now))]),
        Rule.Changed<ResourceModel>(
            "VW2103", "A parent changed", "B", "parent", "objects lay in {1} and now lie in {2}; a resource keeps its parent",
            static (before, now) => before.Parent != now.Parent,
            static (before, now) => [before.Parent ?? "nothing", now.Parent ?? "nothing"]),
        Rule.Changed<ResourceModel>(
            "VW2104", "A route changed", "B", "rest", "its route was '{1}' and is now '{2}'; a route stays as it is",
            static (before, now) => before.Rest is not null && before.Rest != now.Rest,
            static (before, now) => [before.Rest!, now.Rest ?? ""]),
    ];

    private static IEnumerable<string> LostKeys(ResourceModel before, ResourceModel now) =>
        before.Keys.Where(key => !now.Keys.Any(k => k.OrderBy(static n => n, StringComparer.Ordinal).SequenceEqual(key.OrderBy(static n => n, StringComparer.Ordinal))))
            .Select(static key => string.Join("+", key));
}
