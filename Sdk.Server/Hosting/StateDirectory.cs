using Virtwire.Sdk.Server.Files;
using Virtwire.Sdk.Server.Tasks.Journal;

namespace Virtwire.Sdk.Server.Hosting;

/// <summary>
/// The directory in which a server keeps what must outlive it, for this server alone: two would each overwrite what the other has acknowledged.
/// The lock is the kernel's, so that a killed server is in nobody's way; its file stays, as one that is removed could be locked by two.
/// </summary>
internal sealed class StateDirectory : IDisposable
{
    private readonly FileStream _lock;

    private StateDirectory(string path, FileStream file) => (Path, _lock) = (path, file);

    /// <summary>Its path.</summary>
    internal string Path { get; }

    /// <summary>Makes the directory where it is not there, and takes it.</summary>
    /// <exception cref="IOException">Another server has it, or it cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">This server's user may not use it.</exception>
    internal static StateDirectory Claim(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        SystemFiles.Instance.CreateDirectory(path);
        var file = FileLock.TryTake(System.IO.Path.Combine(path, "lock"))
            ?? throw new IOException($"The state directory '{path}' is in use by another server. Stop it, or choose another directory.");
        return new StateDirectory(path, file);
    }

    /// <summary>The directory of a driver; null where no state is kept.</summary>
    internal static string? OfDriver(StateDirectory? state, string uri)
    {
        if (state is null)
            return null;

        // A directory a driver: names that a URI may hold and a file system may not are escaped.
        var drivers = System.IO.Path.Combine(state.Path, "drivers");
        var directory = System.IO.Path.Combine(drivers, Uri.EscapeDataString(uri));
        SystemFiles.Instance.CreateDirectoryDurably(drivers);
        SystemFiles.Instance.CreateDirectoryDurably(directory);
        return directory;
    }

    /// <summary>Opens the journal of the tasks.</summary>
    /// <exception cref="IOException">It is damaged, or cannot be written.</exception>
    internal TaskJournal OpenJournal(VirtwireServerOptions options) => TaskJournal.Open(
        System.IO.Path.Combine(Path, "tasks.journal"), SystemFiles.Instance, options.TimeProvider, options.LoggerFactory.CreateLogger("Virtwire.Sdk.Server"));

    /// <summary>Lets the next server have it.</summary>
    public void Dispose() => _lock.Dispose();
}
