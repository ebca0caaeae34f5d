using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>
/// The right to put a socket at a path, which one server at a time has: to look who is there and to replace what a dead one left are
/// two steps, and another must not do the same in between.
/// </summary>
/// <remarks>
/// A lock on a file beside the socket's, held while a server starts: the kernel drops it with the process, so that a killed server is in
/// nobody's way. Nobody waits for it, as who has it is about to listen. Taking the path with <c>link(2)</c> alone would not do: a dead
/// server's file has to be removed first, and no call removes a file only if it is still the one that was looked at. A lock on the
/// directory would need no file, but whoever can read the directory could take it.
/// </remarks>
internal sealed class SocketPathClaim : IDisposable
{
    // Each round another server has started and finished starting meanwhile; as many in a row there are not.
    private const int MostRounds = 100;

    private readonly FileStream _file;
    private readonly FileIdentity? _identity;

    private SocketPathClaim(FileStream file, FileIdentity? identity)
    {
        _file = file;
        _identity = identity;
    }

    /// <summary>Takes the right, which is to be given back as soon as the socket is at its path.</summary>
    /// <exception cref="IOException">Another server has it, or the file cannot be locked.</exception>
    internal static SocketPathClaim Take(string path)
    {
        var lockPath = path + ".lock";
        for (var round = 0; round < MostRounds; round++)
        {
            var file = Lock(lockPath) ?? throw new IOException($"A server is starting on '{path}'. Stop it, or listen somewhere else.");
            var identity = FileFacts.Of(file.SafeFileHandle).Identity;
            if (FileFacts.Of(lockPath)?.Identity == identity)
                return new SocketPathClaim(file, identity);

            // The one before has taken the file away, between its being opened and locked here.
            file.Dispose();
        }

        throw new IOException($"'{lockPath}' cannot be locked: it is not the file that its name leads to, as with a link. Remove it, or listen somewhere else.");
    }

    /// <summary>Lets the next one have it, and takes the file away while it is still locked: who has opened it by then sees that it is gone.</summary>
    public void Dispose()
    {
        // Where the system cannot tell files apart nobody would see it, and the file stays.
        if (_identity is not null)
            File.Delete(_file.Name);
        _file.Dispose();
    }

    private static FileStream? Lock(string lockPath)
    {
        try
        {
            return FileLock.TryTake(lockPath);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"'{lockPath}' cannot be locked: {refused.Message} It belongs to a server of another user that is starting, or that was killed then.", refused);
        }
    }
}
