using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

/// <summary>The real directory of a pool. Blocks; never called under the simulation's lock.</summary>
internal static class PoolDirectory
{
    /// <summary>Makes the directory, and those above it. One that is there stays as it is.</summary>
    public static void Build(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault))
        {
            throw StorageFaults.Of(path, fault);
        }
    }

    /// <summary>Deletes the directory, if it is empty.</summary>
    public static void Delete(string path)
    {
        Require(path);
        try
        {
            PartialFile.Sweep(path);
            if (Directory.EnumerateFileSystemEntries(path).Any())
                throw StorageFaults.NotEmpty(path);
            if (new DirectoryInfo(path).LinkTarget is not null)
                throw StorageFaults.Of(path, new IOException("It is a symbolic link, which is not the pool's to delete."));
            Directory.Delete(path);
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault))
        {
            throw StorageFaults.Of(path, fault);
        }
    }

    /// <summary>The volumes that lie in the directory: its regular files. Whatever else lies there is passed over, links above all.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="sweep">Whether what killed servers have left half made is deleted.</param>
    public static IReadOnlyList<FoundVolume> Scan(string path, bool sweep)
    {
        Require(path);
        try
        {
            if (sweep)
                PartialFile.Sweep(path);

            // Names that are no text are all read as the same one, which is at most one file's.
            return
            [
                .. from file in Directory.EnumerateFiles(path).Distinct(StringComparer.Ordinal)
                   where StorageVolumeDefinitionReader.FaultOf(Path.GetFileName(file)) is null && FileFacts.Of(file) is { IsRegular: true }
                   let found = Look(file)
                   where found is not null
                   select found.Value,
            ];
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault))
        {
            throw StorageFaults.Of(path, fault);
        }
    }

    /// <summary>Refuses a directory that is not there.</summary>
    public static void Require(string path)
    {
        if (!Directory.Exists(path))
            throw StorageFaults.TargetMissing(path);
    }

    /// <summary>How much the file system of the directory holds; nothing where it cannot be told.</summary>
    public static PoolSpace Measure(string path)
    {
        try
        {
            if (!Directory.Exists(path))
                return default;
            var drive = new DriveInfo(path);
            var capacity = (ulong)drive.TotalSize;
            return new PoolSpace(capacity, Math.Min(capacity, (ulong)drive.AvailableFreeSpace));
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault))
        {
            return default;
        }
    }

    // A file that cannot be read is there nonetheless; one that somebody has taken away meanwhile is not.
    private static FoundVolume? Look(string path)
    {
        try
        {
            return VolumeFile.Look(path);
        }
        catch (Exception fault) when (fault is HostException || StorageFaults.IsFault(fault))
        {
            return FileFacts.Of(path) is { IsRegular: true } facts
                ? new FoundVolume(Path.GetFileName(path), "raw", (ulong)facts.Length, facts.Allocation)
                : null;
        }
    }
}
