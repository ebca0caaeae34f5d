using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>A volume at one moment. Immutable.</summary>
internal sealed record SimulatedVolume
{
    /// <summary>The pool that it lies in.</summary>
    public required StoragePoolRef Pool { get; init; }

    /// <summary>Its name, which no other of the pool has.</summary>
    public required string Name { get; init; }

    /// <summary>Its path, which is also its key.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it is a real file.</summary>
    public required bool IsFile { get; init; }

    /// <summary>The document that it was made from; one with its name alone, where it was found.</summary>
    public required string Xml { get; init; }

    /// <summary>What it is: file, block, network.</summary>
    public required string Type { get; init; }

    /// <summary>What it holds: raw, qcow2.</summary>
    public required string Format { get; init; }

    /// <summary>How much a guest sees, in bytes.</summary>
    public required ulong Capacity { get; init; }

    /// <summary>How much of the pool it takes, in bytes.</summary>
    public required ulong Allocation { get; init; }

    /// <summary>The method that is at work on it and keeps all others off; null for none.</summary>
    public string? Operation { get; init; }

    /// <summary>How many clones are being made of it, which keep those off that would change it.</summary>
    public int Readers { get; init; }

    /// <summary>Whether it is still being made: its name is taken, and nobody sees it.</summary>
    public bool IsPending { get; init; }

    /// <summary>The method that is at work on it or reads it; null for none.</summary>
    public string? Use => Operation ?? (Readers > 0 ? HostApi.StorageVolume.CreateFrom.Name : null);

    /// <summary>What finds it among all volumes, in the order of pools and names.</summary>
    public string Key => KeyOf(Pool.Uuid!.Value, Name);

    /// <summary>Its handle.</summary>
    public StorageVolumeRef Reference => new() { Pool = Pool, Name = Name, Key = Path, Path = Path };

    /// <summary>Changes with the document and the capacity.</summary>
    public string Revision => ObjectDocument.MarkOf(string.Create(CultureInfo.InvariantCulture, $"{Capacity} {Format} {Xml}"));

    /// <summary>What finds a volume of a pool.</summary>
    public static string KeyOf(Guid pool, string name) => $"{pool}/{name}";

    /// <summary>The volume as its file is now.</summary>
    public SimulatedVolume As(FoundVolume found) =>
        this with { Format = found.Format, Capacity = found.Capacity, Allocation = found.Allocation };

    /// <summary>A volume whose file was found.</summary>
    public static SimulatedVolume Of(SimulatedPool pool, StoragePoolDefinition definition, FoundVolume found) => new()
    {
        Pool = pool.Reference,
        Name = found.Name,
        Path = definition.PathOf(found.Name),
        IsFile = true,
        Xml = $"<volume><name>{System.Security.SecurityElement.Escape(found.Name)}</name></volume>",
        Type = "file",
        Format = found.Format,
        Capacity = found.Capacity,
        Allocation = found.Allocation,
    };
}
