namespace Virtwire.Sdk.Server;

/// <summary>What a session may do. Each role may do all that the ones before it may.</summary>
public enum SessionRole
{
    /// <summary>Nothing at all.</summary>
    None,

    /// <summary>Methods that change nothing.</summary>
    Read,

    /// <summary>Methods that change objects.</summary>
    Operate,

    /// <summary>Everything.</summary>
    Admin,
}

/// <summary>Who is at the other end of a connection, as a driver may see it.</summary>
/// <param name="Id">The session's name, unique while the server runs.</param>
/// <param name="Identity">The peer as the transport proved it: <c>uid:0</c>, <c>anonymous</c>, <c>in-process</c>.</param>
/// <param name="Role">What it may do, after a request to open read-only.</param>
/// <param name="Client">The program's name and version, as it says itself; null when it did not say.</param>
public sealed record SessionInfo(string Id, string Identity, SessionRole Role, string? Client)
{
    /// <summary>The session of a call without a caller.</summary>
    public static SessionInfo None { get; } = new("", "", SessionRole.Admin, null);
}

/// <summary>Roles here and on the wire.</summary>
internal static class SessionRoles
{
    /// <summary>The role as it stands on the wire, where there is no word for having none.</summary>
    internal static Role ToWire(this SessionRole role) => role switch
    {
        SessionRole.Admin => Role.Admin,
        SessionRole.Operate => Role.Operate,
        SessionRole.Read => Role.Read,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A session without a role has no name on the wire."),
    };
}
