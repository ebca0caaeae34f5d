using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>Disks of a document as specs have them.</summary>
internal static class DiskSpecs
{
    /// <summary>The disk; null where specs have no words for it.</summary>
    public static DomainDisk? Read(XmlElement disk)
    {
        if (disk.Text("target/@dev") is not { } target)
            return null;
        switch (disk.Attribute("type") ?? "file")
        {
            case "file":
                return new DomainFileDisk
                {
                    Path = disk.Text("source/@file"), Target = target, Device = disk.Text("@device"), Bus = disk.Text("target/@bus"),
                    Format = disk.Text("driver/@type"), Cache = disk.Text("driver/@cache"), ReadOnly = disk.Flag("readonly"),
                    Shareable = disk.Flag("shareable"), Serial = disk.Text("serial"), BootOrder = Order(disk),
                };
            case "block":
                return new DomainBlockDisk
                {
                    Path = disk.Text("source/@dev"), Target = target, Device = disk.Text("@device"), Bus = disk.Text("target/@bus"),
                    Format = disk.Text("driver/@type"), Cache = disk.Text("driver/@cache"), ReadOnly = disk.Flag("readonly"),
                    Shareable = disk.Flag("shareable"), Serial = disk.Text("serial"), BootOrder = Order(disk),
                };
            case "network" when disk.Text("source/@protocol") is { } protocol:
                return new DomainNetworkDisk
                {
                    Protocol = protocol, Name = disk.Text("source/@name"), Hosts = Hosts(disk), Target = target,
                    Device = disk.Text("@device"), Bus = disk.Text("target/@bus"), Format = disk.Text("driver/@type"),
                    Cache = disk.Text("driver/@cache"), ReadOnly = disk.Flag("readonly"), Shareable = disk.Flag("shareable"),
                    Serial = disk.Text("serial"), BootOrder = Order(disk),
                };
            case "volume" when disk.Text("source/@pool") is { } pool && disk.Text("source/@volume") is { } volume:
                return new DomainVolumeDisk
                {
                    Pool = pool, Volume = volume, Target = target, Device = disk.Text("@device"), Bus = disk.Text("target/@bus"),
                    Format = disk.Text("driver/@type"), Cache = disk.Text("driver/@cache"), ReadOnly = disk.Flag("readonly"),
                    Shareable = disk.Flag("shareable"), Serial = disk.Text("serial"), BootOrder = Order(disk),
                };
            default:
                return null;
        }
    }

    /// <summary>The target of a disk.</summary>
    public static string TargetOf(DomainDisk disk) => Fields.Of(disk).Target;

    /// <summary>Makes an element what a spec says.</summary>
    public static void Write(XmlElement element, DomainDisk disk)
    {
        var fields = Fields.Of(disk);
        if ((element.Attribute("type") ?? "file") != fields.Type)
            element.Child("source")?.RemoveIndented();
        if (element.Attribute("type") is not null || fields.Type != "file" || !element.HasChildNodes)
            element.Put("@type", fields.Type);
        element.Put("@device", fields.Device);
        element.Put("driver/@type", fields.Format);
        element.Put("driver/@cache", fields.Cache);
        WriteSource(element, disk);
        element.Put("target/@dev", fields.Target);
        element.Put("target/@bus", fields.Bus);
        element.PutFlag("readonly", fields.ReadOnly);
        element.PutFlag("shareable", fields.Shareable);
        element.Put("serial", fields.Serial);
        element.Put("boot/@order", fields.BootOrder);
    }

    private static void WriteSource(XmlElement element, DomainDisk disk)
    {
        switch (disk)
        {
            case DomainDisk.File(var file):
                element.Put("source/@file", file.Path);
                break;
            case DomainDisk.Block(var block):
                element.Put("source/@dev", block.Path);
                break;
            case DomainDisk.Network(var network):
                element.Put("source/@protocol", network.Protocol);
                element.Put("source/@name", network.Name);
                WriteHosts(element.Child("source")!, network.Hosts);
                break;
            case DomainDisk.Volume(var volume):
                element.Put("source/@pool", volume.Pool);
                element.Put("source/@volume", volume.Volume);
                break;
            default:
                break;
        }
    }

    private static void WriteHosts(XmlElement source, IReadOnlyList<DomainDiskHost>? hosts)
    {
        if (hosts is null)
            return;
        var elements = source.Children("host").ToList();
        foreach (var (host, i) in hosts.Select((host, i) => (host, i)))
        {
            var element = i < elements.Count ? elements[i] : source.AppendIndented(source.OwnerDocument.CreateElement("host"));
            element.Put("@name", host.Name);
            element.Put("@port", host.Port);
            element.Put("@transport", host.Transport);
            element.Put("@socket", host.Socket);
        }

        foreach (var gone in elements.Skip(hosts.Count))
            gone.RemoveIndented();
    }

    private static List<DomainDiskHost>? Hosts(XmlElement disk)
    {
        var hosts = disk.Child("source")!.Children("host").Select(host => new DomainDiskHost
        {
            Name = host.Text("@name"),
            Port = host.Number("@port") is >= 1 and <= ushort.MaxValue and var port ? port : null,
            Transport = host.Text("@transport"),
            Socket = host.Text("@socket"),
        }).ToList();
        return hosts.Count == 0 ? null : hosts;
    }

    private static int? Order(XmlElement device) => device.Number("boot/@order") is >= 1 and var order ? order : null;

    /// <summary>What all disks have.</summary>
    private sealed record Fields(
        string Type, string Target, string? Device, string? Bus, string? Format, string? Cache, bool? ReadOnly, bool? Shareable, string? Serial, int? BootOrder)
    {
        public static Fields Of(DomainDisk disk) => disk switch
        {
            DomainDisk.File(var d) => new("file", d.Target, d.Device, d.Bus, d.Format, d.Cache, d.ReadOnly, d.Shareable, d.Serial, d.BootOrder),
            DomainDisk.Block(var d) => new("block", d.Target, d.Device, d.Bus, d.Format, d.Cache, d.ReadOnly, d.Shareable, d.Serial, d.BootOrder),
            DomainDisk.Network(var d) => new("network", d.Target, d.Device, d.Bus, d.Format, d.Cache, d.ReadOnly, d.Shareable, d.Serial, d.BootOrder),
            DomainDisk.Volume(var d) => new("volume", d.Target, d.Device, d.Bus, d.Format, d.Cache, d.ReadOnly, d.Shareable, d.Serial, d.BootOrder),
            DomainDisk.Unknown(var tag, _) => throw SpecFaults.Of($"'{tag}' is no known kind of disk."),
            _ => throw new InvalidOperationException("A disk is one of its variants."),
        };
    }
}
