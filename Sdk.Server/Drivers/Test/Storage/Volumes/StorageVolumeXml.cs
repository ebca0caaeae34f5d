using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>Writes volume documents: the one that the volume was made from, with what the server knows of it.</summary>
internal static class StorageVolumeXml
{
    /// <summary>The document of a volume. Sizes are in bytes, as libvirt writes them.</summary>
    public static string Write(SimulatedVolume volume)
    {
        var document = PositionedXml.Read(volume.Xml);
        var root = document.DocumentElement!;
        root.SetAttribute("type", volume.Type);
        var key = Put(root, root.Child("name")!, "key");
        key.InnerText = volume.Path;
        var capacity = Put(root, key, "capacity");
        StorageSize.Write(capacity, volume.Capacity);
        var allocation = Put(root, capacity, "allocation");
        StorageSize.Write(allocation, volume.Allocation);
        var target = Put(root, root.Child("source") ?? allocation, "target");
        var path = target.Child("path") ?? (XmlElement)target.PrependChild(document.CreateElement("path"))!;
        path.InnerText = volume.Path;
        Put(target, path, "format").SetAttribute("type", volume.Format);
        return DomainXmlWriter.Write(document).Text;
    }

    private static XmlElement Put(XmlElement parent, XmlElement before, string name) => parent.Child(name) ?? before.InsertElementAfter(name);
}
