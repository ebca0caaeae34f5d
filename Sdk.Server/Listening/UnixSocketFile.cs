using System.Net.Sockets;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>The file of a listening unix socket: what is left of a server that died is replaced, a living one is not.</summary>
internal static class UnixSocketFile
{
    // The kernel's limit, the zero at the end not counted.
    private const int LongestPath = 107;
    private const string Unready = ".new";

    /// <summary>Makes a listening socket whose file has its permissions from the first moment on.</summary>
    /// <exception cref="IOException">Something else is at the path, or a server listens there.</exception>
    internal static Socket Listen(string path, UnixFileMode mode, int backlog)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(path) + Unready.Length > LongestPath)
            throw new IOException($"The path of the socket '{path}' is longer than the system allows ({LongestPath - Unready.Length} bytes here).");
        RequireUnused(path);

        // Bound under another name and moved: nobody can connect before the permissions are right, and a stale file goes at once.
        var unready = path + Unready;
        File.Delete(unready);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(unready));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(unready, mode);
            socket.Listen(backlog);
            File.Move(unready, path, overwrite: true);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Removes the file when its server stops.</summary>
    internal static void Remove(string path) => File.Delete(path);

    private static void RequireUnused(string path)
    {
        if (Directory.Exists(path) || IsRegularFile(path))
            throw new IOException($"'{path}' is there and is no socket. Remove it, or listen somewhere else.");
        if (!File.Exists(path))
            return;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return;
        }

        throw new IOException($"A server listens on '{path}' already. Stop it, or listen somewhere else.");
    }

    // The kernel opens anything that holds bytes, and refuses to open a socket.
    private static bool IsRegularFile(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
