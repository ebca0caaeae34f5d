using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>A volume that is about to be made, and what of the pool it takes.</summary>
/// <param name="Volume">The volume, as it is while it is being made.</param>
/// <param name="Directory">The directory of its file; null where it is in memory.</param>
/// <param name="Preallocated">How much of the disk its file takes from the beginning, in bytes.</param>
/// <param name="Needed">How much space the pool must have left, in bytes.</param>
internal sealed record StorageVolumePlan(SimulatedVolume Volume, string? Directory, ulong Preallocated, ulong Needed)
{
    /// <summary>Plans a volume.</summary>
    /// <param name="pool">The active pool that it shall lie in.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="source">The volume that it is a clone of; null for an empty one.</param>
    /// <param name="operation">The method that makes it.</param>
    /// <exception cref="HostException">The pool has no such volumes.</exception>
    public static StorageVolumePlan Of(SimulatedPool pool, StorageVolumeDefinition asked, SimulatedVolume? source, string operation)
    {
        var definition = pool.Live!;
        var format = asked.Format ?? source?.Format ?? "raw";
        if (definition.HoldsFiles)
            RequireFile(asked, format, source);

        // A clone is never smaller than what it is made of.
        var capacity = Math.Max(asked.Capacity ?? 0, source?.Capacity ?? 0);
        var isSparse = definition.HoldsFiles && (source is not null || format != "raw");
        var allocation = asked.Allocation ?? (isSparse ? source?.Allocation ?? 0 : source?.Allocation ?? capacity);
        var preallocated = definition.HoldsFiles && format == "raw" && (source is null || asked.Allocation is not null)
            ? Math.Min(allocation, capacity)
            : 0;
        if (format == "qcow2" && definition.HoldsFiles && capacity > Qcow2Image.MaxCapacity)
            throw StorageVolumeRefusals.DocumentUnsupported("An image of the format qcow2 cannot hold that much.");
        var volume = new SimulatedVolume
        {
            Pool = pool.Reference,
            Name = asked.Name,
            Path = definition.PathOf(asked.Name),
            IsFile = definition.HoldsFiles,
            Xml = asked.Xml,
            Type = asked.Type ?? TypeIn(definition.Type),
            Format = format,
            Capacity = capacity,
            Allocation = allocation,
            Operation = operation,
            IsPending = true,
        };
        return new StorageVolumePlan(volume, definition.HoldsFiles ? definition.TargetPath : null, preallocated, Math.Max(allocation, preallocated));
    }

    private static void RequireFile(StorageVolumeDefinition asked, string format, SimulatedVolume? source)
    {
        if (asked.Type is not (null or "file"))
            throw StorageVolumeRefusals.DocumentUnsupported($"The volumes of a directory are files, and none is of the type {asked.Type}.");
        if (format is not ("raw" or "qcow2"))
            throw StorageVolumeRefusals.DocumentUnsupported($"This host makes files of the formats raw and qcow2, and none of {format}.");
        if (asked.Unsupported is { } element)
            throw StorageVolumeRefusals.DocumentUnsupported($"This host makes no files that have '{element}'.");
        if (source is { IsFile: true } && source.Format != format)
            throw StorageVolumeRefusals.DocumentUnsupported($"This host does not turn {source.Format} into {format}.");
    }

    private static string TypeIn(string poolType) => poolType switch
    {
        "logical" or "disk" or "iscsi" or "scsi" or "mpath" or "zfs" => "block",
        "rbd" or "sheepdog" or "gluster" or "iscsi-direct" => "network",
        _ => "file",
    };
}
