using System.Text.Json;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>Compares messages with what a case expects of them.</summary>
internal static class JsonMatch
{
    /// <summary>Whether a message is as expected.</summary>
    public static bool Matches(string actual, string expected)
    {
        using var left = JsonDocument.Parse(actual);
        using var right = JsonDocument.Parse(expected);
        return Message(left.RootElement, right.RootElement);
    }

    private static bool Message(JsonElement actual, JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Array)
            return actual.ValueKind == JsonValueKind.Array && Batch([.. actual.EnumerateArray()], [.. expected.EnumerateArray()]);
        if (actual.ValueKind != JsonValueKind.Object || !NamesOf(actual).SetEquals(NamesOf(expected)))
            return false;
        foreach (var member in expected.EnumerateObject())
        {
            var value = actual.GetProperty(member.Name);
            var matches = member.Name switch
            {
                "error" => Contains(value, member.Value),
                // Echoed byte for byte: 1.0 is not 1.
                "id" => value.GetRawText() == member.Value.GetRawText(),
                _ => JsonElement.DeepEquals(value, member.Value),
            };
            if (!matches)
                return false;
        }

        return true;
    }

    private static bool Batch(List<JsonElement> actual, List<JsonElement> expected)
    {
        if (actual.Count != expected.Count)
            return false;
        foreach (var answer in expected)
        {
            var at = actual.FindIndex(a => Message(a, answer));
            if (at < 0)
                return false;
            actual.RemoveAt(at);
        }

        return true;
    }

    private static bool Contains(JsonElement actual, JsonElement expected)
    {
        if (expected.ValueKind != JsonValueKind.Object)
            return JsonElement.DeepEquals(actual, expected);
        return actual.ValueKind == JsonValueKind.Object
            && expected.EnumerateObject().All(m => actual.TryGetProperty(m.Name, out var value) && Contains(value, m.Value));
    }

    private static HashSet<string> NamesOf(JsonElement element) => [.. element.EnumerateObject().Select(m => m.Name)];
}
