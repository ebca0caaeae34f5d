namespace Virtwire.Sdk.Server.Identities;

/// <summary>A token that a policy knows.</summary>
/// <param name="Id">Its name, which is no secret: it stands in the token, and in logs.</param>
/// <param name="Hash">What the token is compared with.</param>
/// <param name="Role">What its holder may do.</param>
/// <param name="Expires">When it ends; null for never.</param>
internal sealed record TokenEntry(string Id, TokenHash Hash, SessionRole Role, DateTimeOffset? Expires);

/// <summary>The tokens that a server knows.</summary>
internal sealed class TokenTable(IReadOnlyDictionary<string, TokenEntry> entries)
{
    // No token that was ever made is longer.
    private const int LongestToken = 512;

    /// <summary>No tokens.</summary>
    internal static TokenTable Empty { get; } = new(new Dictionary<string, TokenEntry>());

    /// <summary>The entry of a token; null where it is unknown or wrong, which takes as long as to find that it is right.</summary>
    internal TokenEntry? Find(string token)
    {
        var shown = token.Length <= LongestToken ? token : "";
        var entry = AccessToken.IdOf(shown) is { } id ? entries.GetValueOrDefault(id) : null;
        var matches = (entry?.Hash ?? TokenHash.OfNobody).Matches(shown);
        return matches ? entry : null;
    }

    /// <summary>The id of a token where it is one that is known, for logs: anything else could be a secret.</summary>
    internal string? KnownId(string token) => AccessToken.IdOf(token) is { } id && entries.ContainsKey(id) ? id : null;
}
