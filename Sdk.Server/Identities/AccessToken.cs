using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Virtwire.Sdk.Server.Identities;

namespace Virtwire.Sdk.Server;

/// <summary>
/// A new token: <c>vwt_ID_SECRET</c>, with 256 random bits. Whoever shows it is who its id says. It is seen once, here; a server keeps its hash, in a
/// policy file.
/// </summary>
public sealed class AccessToken
{
    private const string Prefix = "vwt_";
    private const int SecretBytes = 32;
    private const int RandomIdBytes = 6;
    private const int LongestId = 64;

    // Written into a file, never into a page.
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private AccessToken(string id, string secret, string policyEntry) => (Id, Secret, PolicyEntry) = (id, secret, policyEntry);

    /// <summary>Its name, which is no secret: logs have it as <c>token:ID</c>.</summary>
    public string Id { get; }

    /// <summary>What the client shows. Who has it has its role.</summary>
    public string Secret { get; }

    /// <summary>What goes into the array <c>tokens</c> of the policy file: a JSON object on one line, without the secret.</summary>
    public string PolicyEntry { get; }

    /// <summary>Makes a token.</summary>
    /// <param name="role">What its holder may do.</param>
    /// <param name="id">Its name, of letters, digits, '-' and '.'; null for a random one.</param>
    /// <param name="expires">When it ends; null for never.</param>
    /// <exception cref="ArgumentException">That is no name for a token.</exception>
    public static AccessToken Create(SessionRole role, string? id = null, DateTimeOffset? expires = null)
    {
        id ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomIdBytes));
        if (!IsId(id))
            throw new ArgumentException($"'{id}' is no name for a token: it must be 1 to {LongestId} letters, digits, '-' and '.'.", nameof(id));
        var secret = $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        return new AccessToken(id, secret, Entry(id, TokenHash.Of(secret), role, expires));
    }

    /// <summary>Its id: the secret must be asked for by name.</summary>
    public override string ToString() => "token:" + Id;

    /// <summary>Whether a text can be an id.</summary>
    internal static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

    /// <summary>The id within a token; null where it is of no such form.</summary>
    internal static string? IdOf(string token)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var end = token.IndexOf('_', Prefix.Length);
        return end > 0 && token[Prefix.Length..end] is var id && IsId(id) ? id : null;
    }

    private static string Entry(string id, TokenHash hash, SessionRole role, DateTimeOffset? expires)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("hash", hash.ToString());
            json.WriteString("role", RoleWords.Of(role));
            if (expires is { } end)
                json.WriteString("expires", end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
