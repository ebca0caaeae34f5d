namespace Virtwire.Sdk.Hosts;

/// <summary>Where a daemon listens unless it is told otherwise, and a client looks for it.</summary>
internal static class DaemonSocket
{
    /// <summary>The system daemon's socket.</summary>
    public const string SystemPath = "/run/virtwire/virtwire.sock";

    /// <summary>The default for this user; null where the user has no directory for such things.</summary>
    public static string? DefaultPath() =>
        DefaultPath(Environment.IsPrivilegedProcess, Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"));

    /// <summary>The default for a user.</summary>
    public static string? DefaultPath(bool isRoot, string? runtimeDirectory) =>
        isRoot ? SystemPath
        : string.IsNullOrEmpty(runtimeDirectory) ? null
        : Path.Combine(runtimeDirectory, "virtwire.sock");
}
