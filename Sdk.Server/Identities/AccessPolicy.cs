namespace Virtwire.Sdk.Server.Identities;

/// <summary>Who may do what, as a policy file says it. What it does not speak of is as it would be without one.</summary>
internal sealed record AccessPolicy
{
    /// <summary>Nothing beside the defaults.</summary>
    internal static AccessPolicy None { get; } = new();

    /// <summary>The roles of users of a unix socket, by their ids.</summary>
    internal IReadOnlyDictionary<uint, SessionRole> Users { get; init; } = new Dictionary<uint, SessionRole>();

    /// <summary>The roles of groups of a unix socket's users, by their ids.</summary>
    internal IReadOnlyDictionary<uint, SessionRole> Groups { get; init; } = new Dictionary<uint, SessionRole>();

    /// <summary>The certificates that have a role; null where every one that the server's authorities vouch for may operate.</summary>
    internal IReadOnlyList<CertificateRule>? Certificates { get; init; }

    /// <summary>The tokens.</summary>
    internal TokenTable Tokens { get; init; } = TokenTable.Empty;

    /// <summary>The methods that ask for another role than their access does.</summary>
    internal IReadOnlyDictionary<string, MethodRule> Methods { get; init; } = new Dictionary<string, MethodRule>();

    /// <summary>The origins whose pages may call, such as <c>https://console.example.com</c>.</summary>
    internal IReadOnlySet<string> Origins { get; init; } = new HashSet<string>();

    /// <summary>The names by which loopback may be called beside its own.</summary>
    internal IReadOnlySet<string> Hosts { get; init; } = new HashSet<string>();

    /// <summary>The role that a method asks for.</summary>
    internal SessionRole RequiredRole(string method, MethodAccess access) => Methods.TryGetValue(method, out var rule)
        ? rule.Role
        : access switch
        {
            MethodAccess.Read => SessionRole.Read,
            MethodAccess.Write => SessionRole.Operate,
            _ => SessionRole.Admin,
        };

    /// <summary>The role of a user of a unix socket: his own where he is named, else the highest of his groups.</summary>
    /// <param name="user">The user.</param>
    /// <param name="groups">His groups.</param>
    /// <param name="usual">His role where the policy names neither.</param>
    internal SessionRole RoleOf(uint user, IReadOnlyList<uint> groups, SessionRole usual)
    {
        if (Users.TryGetValue(user, out var own))
            return own;
        SessionRole? highest = null;
        foreach (var group in groups)
        {
            if (Groups.TryGetValue(group, out var role) && !(role < highest))
                highest = role;
        }

        return highest ?? usual;
    }

    /// <summary>Refuses rules for methods that there are none of: whoever wrote one relies on it.</summary>
    /// <exception cref="IOException">There is no such method.</exception>
    internal void RequireKnown(IEnumerable<string> methods)
    {
        if (Methods.Count == 0)
            return;
        var known = methods.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, rule) in Methods)
        {
            if (!known.Contains(name))
                throw new IOException($"{rule.Place}: no API that is served here has a method '{name}'.");
        }
    }
}

/// <summary>The role that a method asks for, and where that is written.</summary>
/// <param name="Role">The role.</param>
/// <param name="Place">The file, line and column.</param>
internal sealed record MethodRule(SessionRole Role, string Place);
