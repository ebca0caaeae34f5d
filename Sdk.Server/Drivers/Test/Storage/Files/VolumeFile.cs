using Microsoft.Win32.SafeHandles;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

/// <summary>
/// The real file of a volume. Nothing but a regular file in the pool's own directory is ever opened: neither a link nor what stands in for
/// the file between the look and the opening. Blocks; never called under the simulation's lock.
/// </summary>
internal static class VolumeFile
{
    /// <summary>Opens the file.</summary>
    /// <exception cref="HostException">It is not there, is no regular file, or the host refuses.</exception>
    public static SafeFileHandle Open(string path, FileAccess access)
    {
        RequireRegular(path);
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);

            // A link that took the file's place in between led elsewhere: then this is not what lies at the path.
            if (FileFacts.Of(path) is not { IsRegular: true } facts || facts.Identity != FileFacts.Of(file).Identity)
                throw NotRegular(path);
            return file;
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault))
        {
            file?.Dispose();
            throw StorageFaults.Of(path, fault);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>The volume as its file is now.</summary>
    public static FoundVolume Look(string path)
    {
        using var file = Open(path, FileAccess.Read);
        return Look(path, file);
    }

    /// <summary>The volume as an open file is now.</summary>
    public static FoundVolume Look(string path, SafeFileHandle file)
    {
        var facts = FileFacts.Of(file);
        var image = Qcow2Image.ReadCapacity(file);
        return new FoundVolume(Path.GetFileName(path), image is null ? "raw" : "qcow2", image ?? (ulong)facts.Length, facts.Allocation);
    }

    /// <summary>Makes what a new volume's file holds.</summary>
    public static void Format(SafeFileHandle file, string format, ulong capacity)
    {
        if (format == "qcow2")
            Qcow2Image.WriteEmpty(file, capacity);
        else
            RandomAccess.SetLength(file, (long)capacity);
    }

    /// <summary>Makes what a volume's file holds larger, after it was filled.</summary>
    /// <returns>False where its format does not allow it.</returns>
    public static bool TryGrow(SafeFileHandle file, string format, ulong capacity)
    {
        if (format == "qcow2")
            return Qcow2Image.TryGrow(file, capacity);
        if (RandomAccess.GetLength(file) < (long)capacity)
            RandomAccess.SetLength(file, (long)capacity);
        return true;
    }

    /// <summary>Changes the size of the volume.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="capacity">The new size, in bytes.</param>
    /// <param name="allocate">Whether what is added shall take its place on the disk now.</param>
    /// <param name="pass">Told before each block that takes its place; decides whether it goes on.</param>
    /// <param name="cancellationToken">Stops the work: the volume has its former size then.</param>
    /// <returns>The volume afterwards; null where its format does not allow it.</returns>
    public static async ValueTask<FoundVolume?> ResizeAsync(
        string path, ulong capacity, bool allocate, Func<ValueTask> pass, CancellationToken cancellationToken)
    {
        using var file = Open(path, FileAccess.ReadWrite);
        try
        {
            if (Qcow2Image.ReadCapacity(file) is not null)
                return !allocate && Qcow2Image.TryGrow(file, capacity) ? Look(path, file) : null;
            var former = RandomAccess.GetLength(file);
            try
            {
                // At once: a server that is killed leaves a volume of the former size or of the new one, and of no other.
                RandomAccess.SetLength(file, (long)capacity);
                if (allocate)
                    await BlockCopy.WriteZeroesAsync(file, former, (long)capacity, pass, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                RandomAccess.SetLength(file, former);
                throw;
            }

            return Look(path, file);
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault) || fault is ArgumentException)
        {
            throw StorageFaults.Of(path, fault);
        }
    }

    /// <summary>Deletes the file. One that is gone already is as good as deleted.</summary>
    public static void Delete(string path)
    {
        if (FileFacts.Of(path) is null)
            return;
        RequireRegular(path);
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault))
        {
            throw StorageFaults.Of(path, fault);
        }
    }

    private static void RequireRegular(string path)
    {
        if (FileFacts.Of(path) is not { } facts)
            throw StorageFaults.Of(path, new FileNotFoundException("The file is not there. It may have been deleted or moved."));
        if (!facts.IsRegular)
            throw NotRegular(path);
    }

    private static StorageVolumeUnsafeException NotRegular(string path) => new StorageVolumeUnsafeException(
        $"'{path}' is no regular file, and so is left alone.", new StorageVolumeUnsafeDetails { Path = path });
}
