using System.Net.Sockets;
using System.Security.Cryptography;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>
/// The file of a listening unix socket: what is left of a server that died is replaced, a living one is not. Of several servers that start
/// on a path at once, one has it.
/// </summary>
internal sealed class UnixSocketFile
{
    // The kernel's limit, the zero at the end not counted.
    private const int LongestPath = 107;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz012345";
    private const int UnreadyLetters = 3;

    private readonly string _path;
    private readonly FileIdentity? _identity;

    private UnixSocketFile(string path, FileIdentity? identity)
    {
        _path = path;
        _identity = identity;
    }

    /// <summary>Makes a listening socket whose file has its permissions from the first moment on.</summary>
    /// <exception cref="IOException">Something else is at the path, or a server listens there.</exception>
    internal static Socket Listen(string path, UnixFileMode mode, int backlog, out UnixSocketFile file)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(path) + UnreadyLetters + 1 > LongestPath)
            throw new IOException($"The path of the socket '{path}' is longer than the system allows ({LongestPath - UnreadyLetters - 1} bytes here).");
        using var claim = SocketPathClaim.Take(path);
        RequireUnused(path);

        // Bound under another name and moved: nobody can connect before the permissions are right, and a stale file goes at once.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var unready = BindUnready(socket, path);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(unready, mode);
            socket.Listen(backlog);
            file = new UnixSocketFile(path, FileFacts.Of(unready)?.Identity);
            File.Move(unready, path, overwrite: true);
            return socket;
        }
        catch
        {
            // With it goes what it was bound to.
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Removes the file when its server stops, and before its socket is closed: until then no other file has its identity. One that
    /// another server has put there since is left; where the system cannot tell, whatever is there goes.
    /// </summary>
    internal void Remove()
    {
        if (_identity is null || FileFacts.Of(_path)?.Identity == _identity)
            File.Delete(_path);
    }

    // No other server binds the name that this one has taken: the kernel refuses the second.
    private static string BindUnready(Socket socket, string path)
    {
        while (true)
        {
            var unready = path + "." + RandomNumberGenerator.GetString(Letters, UnreadyLetters);
            try
            {
                socket.Bind(new UnixDomainSocketEndPoint(unready));
                return unready;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // By another server that starts, or left by one that was killed meanwhile.
            }
        }
    }

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
