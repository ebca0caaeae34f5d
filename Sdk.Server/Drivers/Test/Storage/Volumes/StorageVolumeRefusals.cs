using System.Globalization;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>The errors that the simulator answers about volumes, in its own words: what, which object and why.</summary>
internal static class StorageVolumeRefusals
{
    public static HostException NoVolume(StorageVolumeRef reference)
    {
        var (words, asked) = reference switch
        {
            { Key: { } key } => ($"has the key '{key}'", key),
            { Path: { } path } => ($"has the path '{path}'", path),
            _ => ($"of the pool '{reference.Pool?.Name ?? reference.Pool?.Uuid?.ToString()}' is named '{reference.Name}'", reference.Name ?? ""),
        };
        return new NoStorageVolumeException($"No storage volume {words}.", new NoStorageVolumeDetails { Volume = asked }).About(reference);
    }

    public static HostException Exists(string pool, string name, string path) => new StorageVolumeExistsException(
        $"There is a volume '{name}' in the storage pool '{pool}' already, or something else at '{path}'.",
        new StorageVolumeExistsDetails { Name = name, Path = path });

    public static HostException Busy(SimulatedVolume volume) => new OperationInProgressException(
        $"{volume.Use} is at work with the volume '{volume.Name}' of the storage pool '{volume.Pool.Name}'.",
        new OperationInProgressDetails { Operation = volume.Use! }).About(volume.Reference);

    public static HostException RevisionMismatch(SimulatedVolume volume, string expected) => new RevisionMismatchException(
        $"The volume '{volume.Name}' has been changed since: its revision is no longer '{expected}'.",
        new RevisionMismatchDetails { Expected = expected, Actual = volume.Revision }).About(volume.Reference);

    public static HostException BadCapacity(SimulatedVolume volume, string message) =>
        new InvalidArgumentException(message, new InvalidArgumentDetails { Parameter = "capacity" }).About(volume.Reference);

    public static HostException ResizeUnsupported(SimulatedVolume volume, string parameter) => new ArgumentUnsupportedException(
        $"The volume '{volume.Name}' has the format {volume.Format}, of which this host cannot change the size in that way.",
        new ArgumentUnsupportedDetails { Parameter = parameter }).About(volume.Reference);

    public static HostException DocumentUnsupported(string message) =>
        new ArgumentUnsupportedException(message, new ArgumentUnsupportedDetails { Parameter = "xml" });

    public static HostException AlgorithmUnsupported(SimulatedVolume volume, StorageWipeAlgorithm algorithm) => new ArgumentUnsupportedException(
        $"The volume '{volume.Name}' cannot be wiped by the algorithm {algorithm}.",
        new ArgumentUnsupportedDetails { Parameter = "algorithm" }).About(volume.Reference);

    public static HostException NoStreams(StorageVolumeRef reference, string method) => new NoStreamEndpointException(
        string.Create(CultureInfo.InvariantCulture, $"This server has no endpoint for the bytes of {method}: no stream endpoint.")).About(reference);
}
