namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>What a document asks of a new volume. Immutable.</summary>
internal sealed record StorageVolumeDefinition
{
    /// <summary>The document, without an XML declaration and without a key.</summary>
    public required string Xml { get; init; }

    /// <summary>The volume's name, which no other of its pool has.</summary>
    public required string Name { get; init; }

    /// <summary>What it shall be: file, block; null where the document does not say.</summary>
    public string? Type { get; init; }

    /// <summary>What it shall hold: raw, qcow2; null where the document does not say.</summary>
    public string? Format { get; init; }

    /// <summary>How much a guest shall see, in bytes; null where the document does not say.</summary>
    public ulong? Capacity { get; init; }

    /// <summary>How much of the pool it shall take from the beginning, in bytes; null where the document does not say.</summary>
    public ulong? Allocation { get; init; }

    /// <summary>What the document has that a real file here cannot be given: an element's name; null for nothing.</summary>
    public string? Unsupported { get; init; }
}
