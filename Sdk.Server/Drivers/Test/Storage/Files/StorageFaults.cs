namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

/// <summary>What the host's own storage refuses, as errors of the API.</summary>
internal static class StorageFaults
{
    /// <summary>Whether it is the host's storage that has failed.</summary>
    public static bool IsFault(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>The error of a failure.</summary>
    public static HostException Of(string path, Exception fault) =>
        new StorageFaultException($"The host's storage failed at '{path}': {fault.Message}", new StorageFaultDetails { Path = path });

    /// <summary>The directory of a pool is not there.</summary>
    public static HostException TargetMissing(string path) =>
        new StorageTargetMissingException($"There is no directory '{path}'.", new StorageTargetMissingDetails { Path = path });

    /// <summary>The directory of a pool is not empty.</summary>
    public static HostException NotEmpty(string path) => new StoragePoolNotEmptyException(
        $"The directory '{path}' is not empty, and so is not deleted.", new StoragePoolNotEmptyDetails { Path = path });
}
