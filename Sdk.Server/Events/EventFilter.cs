using System.Text.Json;

namespace Virtwire.Sdk.Server.Events;

/// <summary>What a subscription wants to hear of. What is left open matches everything.</summary>
/// <param name="Resources">Names of resources; null for all.</param>
/// <param name="Kinds">Names of events, with or without their resource; null for all.</param>
/// <param name="Handle">Members that an object's handle must have; null for any object.</param>
internal sealed record EventFilter(IReadOnlySet<string>? Resources, IReadOnlySet<string>? Kinds, JsonElement? Handle)
{
    /// <summary>Whether it wants an event.</summary>
    internal bool Matches(PublishedEvent published)
    {
        var descriptor = published.Descriptor;
        return (Resources is null || Resources.Contains(descriptor.Resource) || descriptor.EarlierNames.Any(WantsResource))
            && (Kinds is null || WantsKind(descriptor.Name) || descriptor.EarlierNames.Any(WantsKind))
            && (Handle is not { } handle || IsAbout(published.Self, handle));
    }

    /// <summary>Every name by which an event can be asked for: with and without its resource, the earlier ones too.</summary>
    internal static IEnumerable<string> NamesOf(EventDescriptor descriptor) =>
        descriptor.EarlierNames.Prepend(descriptor.Name).SelectMany(name => new[] { name, ShortOf(name) });

    /// <summary>Every name by which an event's resource can be asked for.</summary>
    internal static IEnumerable<string> ResourcesOf(EventDescriptor descriptor) =>
        descriptor.EarlierNames.Prepend(descriptor.Name).Select(ResourceOf);

    private static string ResourceOf(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    private static string ShortOf(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private bool WantsResource(string name) => Resources!.Contains(ResourceOf(name));

    private bool WantsKind(string name) => Kinds!.Contains(name) || Kinds.Contains(ShortOf(name));

    private static bool IsAbout(JsonElement self, JsonElement handle)
    {
        foreach (var member in handle.EnumerateObject())
        {
            if (!self.TryGetProperty(member.Name, out var value) || !SameKey(value, member.Value))
                return false;
        }

        return true;
    }

    // Handles are published with identifiers in lower case; a caller may write them as it likes.
    private static bool SameKey(JsonElement published, JsonElement wanted) =>
        JsonElement.DeepEquals(published, wanted)
        || (published.ValueKind == JsonValueKind.String
            && wanted.ValueKind == JsonValueKind.String
            && published.TryGetGuid(out var left)
            && wanted.TryGetGuid(out var right)
            && left == right);
}
