using Microsoft.Win32.SafeHandles;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

/// <summary>
/// A file that is being made. It has a name of its own until it is whole, so that whoever kills the server in the middle finds either the
/// whole volume or none; what such an end leaves behind is swept up when the pool is started again.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const string Prefix = ".virtwire-";
    private const string Suffix = ".part";

    private readonly string _path;
    private bool _isPublished;

    private PartialFile(string path, SafeFileHandle file)
    {
        _path = path;
        File = file;
    }

    /// <summary>The open file.</summary>
    public SafeFileHandle File { get; }

    /// <summary>Whether a name is one of those that files in the making have.</summary>
    public static bool IsName(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Begins a file.</summary>
    /// <param name="directory">The pool's directory.</param>
    /// <param name="preallocated">How much of the disk it takes from the beginning, in bytes.</param>
    public static PartialFile Begin(string directory, ulong preallocated)
    {
        PoolDirectory.Require(directory);
        var path = Path.Combine(directory, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        try
        {
            // Nobody else opens it: that also tells it from what a server left behind.
            var file = System.IO.File.OpenHandle(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous, (long)preallocated);
            return new PartialFile(path, file);
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault))
        {
            TryDelete(path);
            throw StorageFaults.Of(directory, fault);
        }
    }

    /// <summary>Gives the whole file its name, unless something has it.</summary>
    /// <returns>False when something has it.</returns>
    public bool TryPublish(string path)
    {
        RandomAccess.FlushToDisk(File);
        if (FileFacts.Of(path) is not null)
            return false;
        try
        {
            System.IO.File.Move(_path, path, overwrite: false);
        }
        catch (IOException) when (FileFacts.Of(path) is not null)
        {
            return false;
        }

        _isPublished = true;
        return true;
    }

    /// <summary>Deletes what servers that were killed have left behind. What somebody is still at work on is left alone.</summary>
    public static void Sweep(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory, Prefix + "*" + Suffix))
        {
            try
            {
                if (FileFacts.Of(path) is { IsRegular: true })
                {
                    using (System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                        System.IO.File.Delete(path);
                }
            }
            catch (Exception fault) when (StorageFaults.IsFault(fault))
            {
                // Another server's, or gone.
            }
        }
    }

    public void Dispose()
    {
        File.Dispose();
        if (!_isPublished)
            TryDelete(_path);
    }

    private static void TryDelete(string path)
    {
        try
        {
            System.IO.File.Delete(path);
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault))
        {
            // The next start of the pool sweeps it up.
        }
    }
}
