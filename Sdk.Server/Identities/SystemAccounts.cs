using System.Runtime.InteropServices;
using System.Text;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>
/// The users and groups of this machine by their names. The C library is asked and not /etc/passwd: where accounts come from a directory service,
/// only it knows them.
/// </summary>
internal static class SystemAccounts
{
    // The library answers with a structure of its own, which the next question overwrites.
    private static readonly Lock Gate = new();

    /// <summary>The id of a user; null where there is none of that name.</summary>
    internal static uint? UserId(string name) => Find(name, static (ref byte text) => GetUser(ref text));

    /// <summary>The id of a group; null where there is none of that name.</summary>
    internal static uint? GroupId(string name) => Find(name, static (ref byte text) => GetGroup(ref text));

    private delegate IntPtr Ask(ref byte name);

    private static uint? Find(string name, Ask ask)
    {
        if (OperatingSystem.IsWindows() || name.Contains('\0', StringComparison.Ordinal))
            return null;
        var text = Encoding.UTF8.GetBytes(name + '\0');
        lock (Gate)
        {
            // struct passwd and struct group both begin with two pointers, the name and the password, and then the id.
            var found = ask(ref text[0]);
            return found == IntPtr.Zero ? null : (uint)Marshal.ReadInt32(found, 2 * IntPtr.Size);
        }
    }

    [DllImport("libc", EntryPoint = "getpwnam")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr GetUser(ref byte name);

    [DllImport("libc", EntryPoint = "getgrnam")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr GetGroup(ref byte name);
}
