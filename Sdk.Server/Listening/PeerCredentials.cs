using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>Which user is at the other end of a unix socket. The kernel says so, and nobody can pretend.</summary>
internal static class PeerCredentials
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <summary>The user of this process.</summary>
    internal static uint OwnUser { get; } = OperatingSystem.IsLinux() ? GetEffectiveUserId() : uint.MaxValue;

    /// <summary>The peer's user; null where the system cannot say.</summary>
    internal static uint? UserOf(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        // struct ucred: pid, uid, gid.
        Span<byte> credentials = stackalloc byte[12];
        return socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials) == credentials.Length
            ? BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]) : BinaryPrimitives.ReadUInt32BigEndian(credentials[4..])
            : null;
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUserId();
}
