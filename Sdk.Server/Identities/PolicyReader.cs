using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>Reads a policy file. What it does not know it refuses: whoever wrote it relies on it. docs/identity.md has every member.</summary>
internal static class PolicyReader
{
    /// <summary>Reads the text of a policy.</summary>
    /// <param name="path">The file, for what is wrong with it.</param>
    /// <param name="text">What stands in it, UTF-8.</param>
    /// <exception cref="IOException">It is no policy; the message says where and why.</exception>
    internal static AccessPolicy Read(string path, ReadOnlySpan<byte> text)
    {
        var json = new PolicyText(path, text);
        var policy = new AccessPolicy();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        json.BeginObject("A policy");
        while (json.NextMember(seen) is { } member)
        {
            policy = member switch
            {
                "users" => policy with { Users = Accounts(ref json, "user", SystemAccounts.UserId) },
                "groups" => policy with { Groups = Accounts(ref json, "group", SystemAccounts.GroupId) },
                "certificates" => policy with { Certificates = Certificates(ref json) },
                "tokens" => policy with { Tokens = Tokens(ref json) },
                "methods" => policy with { Methods = Methods(ref json) },
                "origins" => policy with { Origins = Texts(ref json, "An origin", OriginOf) },
                "hosts" => policy with { Hosts = Texts(ref json, "A host", HostOf) },
                _ => throw json.Wrong($"A policy has no member '{member}'. It has users, groups, certificates, tokens, methods, origins and hosts."),
            };
        }

        json.RequireEnd();
        return policy;
    }

    private static Dictionary<uint, SessionRole> Accounts(ref PolicyText json, string kind, Func<string, uint?> find)
    {
        var roles = new Dictionary<uint, SessionRole>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        json.BeginObject($"The {kind}s");
        while (json.NextMember(seen) is { } name)
        {
            var id = uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : find(name);
            if (id is not { } known)
                throw json.Wrong($"This machine has no {kind} '{name}'.");
            if (roles.ContainsKey(known))
                throw json.Wrong($"The {kind} '{name}' stands here twice, once by another name.");
            roles[known] = json.ReadRole($"The role of a {kind}");
        }

        return roles;
    }

    private static List<CertificateRule> Certificates(ref PolicyText json)
    {
        var rules = new List<CertificateRule>();
        json.BeginArray("The certificates");
        while (json.NextObject("A certificate"))
        {
            string? subject = null, commonName = null;
            SessionRole? role = null;
            var place = json;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (json.NextMember(seen) is { } member)
            {
                switch (member)
                {
                    case "subject":
                        subject = SubjectOf(json.ReadText("A subject")) ?? throw json.Wrong("This is no subject. It should be such as 'CN=node2, O=Example'.");
                        break;
                    case "cn":
                        commonName = json.ReadText("A common name");
                        break;
                    case "role":
                        role = json.ReadRole("The role of a certificate");
                        break;
                    default:
                        throw json.Wrong($"A certificate has no member '{member}'. It has subject or cn, and role.");
                }
            }

            if (subject is null == commonName is null || role is null)
                throw place.Wrong("A certificate needs a subject or a cn, not both, and a role.");
            rules.Add(new CertificateRule(subject, commonName, role.Value));
        }

        return rules;
    }

    private static TokenTable Tokens(ref PolicyText json)
    {
        var entries = new Dictionary<string, TokenEntry>(StringComparer.Ordinal);
        json.BeginArray("The tokens");
        while (json.NextObject("A token"))
        {
            var place = json;
            var entry = Token(ref json) ?? throw place.Wrong("A token needs an id, a hash and a role.");
            if (!entries.TryAdd(entry.Id, entry))
                throw place.Wrong($"The token '{entry.Id}' stands here twice.");
        }

        return new TokenTable(entries);
    }

    private static TokenEntry? Token(ref PolicyText json)
    {
        string? id = null;
        TokenHash? hash = null;
        SessionRole? role = null;
        DateTimeOffset? expires = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (json.NextMember(seen) is { } member)
        {
            switch (member)
            {
                case "id":
                    id = json.ReadText("An id");
                    if (!AccessToken.IsId(id))
                        throw json.Wrong("This is no id of a token: it is 1 to 64 letters, digits, '-' and '.'.");
                    break;
                case "hash":
                    // What stands there could be the token itself, so it is not repeated.
                    hash = TokenHash.Parse(json.ReadText("A hash")) ?? throw json.Wrong("This is no hash of a token. 'virtwire token create' prints one.");
                    break;
                case "role":
                    role = json.ReadRole("The role of a token");
                    break;
                case "expires":
                    expires = TimeOf(json.ReadText("A time")) ?? throw json.Wrong("This is no time. It should be such as '2030-12-31T00:00:00Z'.");
                    break;
                default:
                    throw json.Wrong($"A token has no member '{member}'. It has id, hash, role and expires.");
            }
        }

        return id is not null && hash is not null && role is { } allowed ? new TokenEntry(id, hash, allowed, expires) : null;
    }

    private static Dictionary<string, MethodRule> Methods(ref PolicyText json)
    {
        var rules = new Dictionary<string, MethodRule>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        json.BeginObject("The methods");
        while (json.NextMember(seen) is { } name)
        {
            if (name == "Rpc.hello")
                throw json.Wrong("Rpc.hello is for everybody: it is how a role is got.");
            var place = json.Place;
            var role = json.ReadRole("The role of a method");
            if (role == SessionRole.None)
                throw json.Wrong("A method needs one of the roles read, operate and admin.");
            rules[name] = new MethodRule(role, place);
        }

        return rules;
    }

    private static HashSet<string> Texts(ref PolicyText json, string what, Func<string, string?> read)
    {
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        json.BeginArray(what + "'s list");
        while (json.NextText(what) is { } text)
            texts.Add(read(text) ?? throw json.Wrong($"'{text}' is none of those: write 'https://console.example.com' for an origin, 'node.example.com' for a host."));
        return texts;
    }

    private static string? SubjectOf(string text)
    {
        try
        {
            return text.Length == 0 ? null : CertificateRule.TextOf(new X500DistinguishedName(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && text.Length > "2030-12-31T00:00:00".Length
            ? time
            : null;

    private static string? OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && !text.EndsWith('/')
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    private static string? HostOf(string text) => Uri.CheckHostName(text) == UriHostNameType.Unknown ? null : text;
}
