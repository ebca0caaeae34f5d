using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>Volumes in the words of those who do not want to write XML: a spec edits a document, and what it does not know stays.</summary>
internal static class StorageVolumeSpecs
{
    private const string Empty = "<volume/>";

    /// <summary>The document with what a spec says.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="xml">The document; null for an empty one.</param>
    public static string Apply(StorageVolumeSpec spec, string? xml)
    {
        var document = ObjectDocument.Read(xml ?? Empty, "volume");
        var root = document.DocumentElement!;
        if (spec.Type is { } type)
            root.SetAttribute("type", type.ToString());
        if (spec.Name is { } name)
            root.Put("name").InnerText = name;
        if (spec.Capacity is { } capacity)
            StorageSize.Write(root.Put("capacity"), capacity);
        if (spec.Allocation is { } allocation)
            StorageSize.Write(root.Put("allocation"), allocation);
        if (spec.Format is { } format)
            root.Put("target").Put("format").SetAttribute("type", format);
        return DomainXmlWriter.Write(document).Text;
    }

    /// <summary>What a spec can say of a volume.</summary>
    public static StorageVolumeSpec Read(SimulatedVolume volume) => new()
    {
        Name = volume.Name,
        Type = StorageVolumeType.Of(volume.Type),
        Format = volume.Format,
        Capacity = volume.Capacity,
        Allocation = volume.Allocation,
    };
}
