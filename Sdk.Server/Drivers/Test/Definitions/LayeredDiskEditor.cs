using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Changes the images of a disk in a definition; the rest of the document stays as it is.</summary>
internal static class LayeredDiskEditor
{
    extension(DomainDefinition definition)
    {
        /// <summary>The definition whose disk writes to another image.</summary>
        /// <param name="target">The disk.</param>
        /// <param name="path">The image: one of the layers below, whose own layers it keeps, or any other, which rests on none of them.</param>
        /// <param name="keepLayers">Whether an image that is none of the layers rests on those that the disk's image rested on.</param>
        public DomainDefinition WithDiskSource(string target, string path, bool keepLayers) => definition.EditDisk(target, disk =>
        {
            if (Layers(disk).FirstOrDefault(layer => LayeredDisk.PathOf(layer) == path) is { } layer)
            {
                TakeOver(disk, layer);
                return;
            }

            var source = disk.Child("source")!;
            source.RemoveAllAttributes();
            source.SetAttribute("file", path);
            disk.SetAttribute("type", "file");
            if (!keepLayers && disk.Child("backingStore") is { } below)
                disk.RemoveChild(below);
        });

        /// <summary>The definition in which an image of a disk rests on another one of the layers below, or on none.</summary>
        /// <param name="target">The disk.</param>
        /// <param name="above">The image; the one that is written to where the disk has no such layer.</param>
        /// <param name="below">What it rests on; null for nothing.</param>
        public DomainDefinition WithDiskLayer(string target, string above, string? below) => definition.EditDisk(target, disk =>
        {
            var upper = Layers(disk).FirstOrDefault(layer => LayeredDisk.PathOf(layer) == above) ?? disk;
            if (upper.Child("backingStore") is not { } first)
                return;
            var lower = below is null ? null : Layers(upper).FirstOrDefault(layer => LayeredDisk.PathOf(layer) == below);

            // An empty element says that there is no other image, so that nobody looks into the image for one.
            upper.ReplaceChild(lower ?? upper.OwnerDocument.CreateElement("backingStore"), first);
        });

        /// <summary>The definition that shows, or no longer shows, that a disk is mirrored.</summary>
        /// <param name="target">The disk.</param>
        /// <param name="path">Where to; null for no mirror.</param>
        /// <param name="job">The kind of work: copy, active-commit.</param>
        /// <param name="ready">Whether both hold the same.</param>
        public DomainDefinition WithDiskMirror(string target, string? path, string job = "", bool ready = false) => definition.EditDisk(target, disk =>
        {
            if (disk.Child("mirror") is { } former)
                disk.RemoveChild(former);
            if (path is null)
                return;
            var mirror = disk.OwnerDocument.CreateElement("mirror");
            mirror.SetAttribute("type", "file");
            mirror.SetAttribute("file", path);
            mirror.SetAttribute("job", job);
            if (ready)
                mirror.SetAttribute("ready", "yes");
            disk.AppendChild(mirror);
        });

        private DomainDefinition EditDisk(string target, Action<XmlElement> edit) => definition.Edit(root =>
        {
            if (LayeredDisk.Elements(root).FirstOrDefault(disk => LayeredDisk.TargetOf(disk) == target) is { } disk)
                edit(disk);
        });
    }

    private static IEnumerable<XmlElement> Layers(XmlElement disk)
    {
        for (var layer = disk.Child("backingStore"); layer is not null; layer = layer.Child("backingStore"))
            yield return layer;
    }

    // The disk takes the layer's source, format and layers in place of its own.
    private static void TakeOver(XmlElement disk, XmlElement layer)
    {
        var below = layer.Child("backingStore");
        disk.ReplaceChild(layer.Child("source")!, disk.Child("source")!);
        if (layer.Attribute("type") is { } type)
            disk.SetAttribute("type", type);
        if (layer.Child("format")?.Attribute("type") is { } format && disk.Child("driver") is { } driver)
            driver.SetAttribute("type", format);
        var own = disk.Child("backingStore")!;
        if (below is not null)
            disk.ReplaceChild(below, own);
        else
            disk.RemoveChild(own);
    }
}
