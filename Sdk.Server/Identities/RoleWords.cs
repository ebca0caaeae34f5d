namespace Virtwire.Sdk.Server.Identities;

/// <summary>Roles as a policy file and the command line write them.</summary>
internal static class RoleWords
{
    /// <summary>The role of a word; null where it is none.</summary>
    internal static SessionRole? Parse(string? word) => word switch
    {
        "none" => SessionRole.None,
        "read" => SessionRole.Read,
        "operate" => SessionRole.Operate,
        "admin" => SessionRole.Admin,
        _ => null,
    };

    /// <summary>The word of a role.</summary>
    internal static string Of(SessionRole role) => role switch
    {
        SessionRole.Read => "read",
        SessionRole.Operate => "operate",
        SessionRole.Admin => "admin",
        _ => "none",
    };
}
