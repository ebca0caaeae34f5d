using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>Which user is at the other end of a unix socket. The kernel says so, and nobody can pretend.</summary>
internal static class PeerCredentials
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int SoPeerGroups = 59;
    private const int UsualGroups = 64;
    private const int MostGroups = 65536;

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

    /// <summary>The peer's groups, the first of them his own; empty where the system cannot say.</summary>
    internal static IReadOnlyList<uint> GroupsOf(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        Span<uint> credentials = stackalloc uint[3];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, MemoryMarshal.AsBytes(credentials));
        return [credentials[2], .. OtherGroupsOf(socket)];
    }

    // The kernel refuses where there is too little room, and does not say to us how much it wants.
    private static uint[] OtherGroupsOf(Socket socket)
    {
        for (var room = UsualGroups; ; room = MostGroups)
        {
            var groups = new uint[room];
            try
            {
                var bytes = socket.GetRawSocketOption(SolSocket, SoPeerGroups, MemoryMarshal.AsBytes(groups.AsSpan()));
                return groups[..(bytes / sizeof(uint))];
            }
            catch (SocketException) when (room < MostGroups)
            {
                // Once more, with room for as many as there can be.
            }
            catch (SocketException)
            {
                // A kernel from before 2017 knows no such question: what it has said is the first group.
                return [];
            }
        }
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUserId();
}
