using System.Text.Json;

namespace Virtwire.Sdk.Hosts;

/// <summary>What of the result of <c>Rpc.hello</c> matters here. Members that a newer server adds are ignored, for ever.</summary>
internal sealed record HelloAnswer(IReadOnlyDictionary<string, ApiVersion> Versions, long? MessageBytes)
{
    /// <summary>Takes the result apart.</summary>
    /// <exception cref="MalformedAnswerException">It does not say which versions hold.</exception>
    public static HelloAnswer Read(JsonElement result)
    {
        var versions = new Dictionary<string, ApiVersion>(StringComparer.Ordinal);
        if (!result.TryGetProperty("versions", out var agreed) || agreed.ValueKind != JsonValueKind.Object)
            throw new MalformedAnswerException("Rpc.hello did not answer which versions hold.");
        foreach (var item in agreed.EnumerateObject())
        {
            if (item.Value.ValueKind == JsonValueKind.String && ApiVersion.TryParse(item.Value.GetString(), out var version))
                versions[item.Name] = version;
        }

        return new HelloAnswer(versions, MessageLimit(result));
    }

    private static long? MessageLimit(JsonElement result) =>
        result.TryGetProperty("limits", out var limits)
        && limits.ValueKind == JsonValueKind.Object
        && limits.TryGetProperty("messageBytes", out var bytes)
        && bytes.ValueKind == JsonValueKind.Number
        && bytes.TryGetInt64(out var count)
            ? count
            : null;
}
