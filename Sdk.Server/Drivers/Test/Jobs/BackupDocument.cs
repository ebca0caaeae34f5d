using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Moments;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>A disk that is copied, and where to.</summary>
/// <param name="Disk">The disk's target.</param>
/// <param name="Path">The path of the copy on the host.</param>
/// <param name="Size">How much is copied, in bytes.</param>
internal sealed record BackupTarget(string Disk, string Path, long Size);

/// <summary>A backup document of libvirt's format: which disks are copied where.</summary>
/// <param name="Disks">The disks that it names, with their copies' paths, or null paths for those that the host shall choose; null for all.</param>
/// <param name="Since">The element that names the checkpoint since which the copies are; null for copies of everything.</param>
internal sealed record BackupDocument(IReadOnlyList<(string Disk, bool Wanted, string? Path)>? Disks, XmlElement? Since)
{
    // What a simulated guest has written since any checkpoint.
    private const long ChangedBytes = DomainDisks.ImageBytes / 8;

    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlInvalidException">It is none of a backup.</exception>
    /// <exception cref="ArgumentUnsupportedException">It asks for a backup that clients fetch.</exception>
    public static BackupDocument Read(string text)
    {
        var root = ObjectDocument.Read(text, "domainbackup").DocumentElement!;
        switch (root.Attribute("mode") ?? "push")
        {
            case "push":
                break;
            case "pull":
                throw new ArgumentUnsupportedException(
                    "The simulated host writes backups itself and does not let clients fetch them: use the mode push.", new ArgumentUnsupportedDetails { Parameter = "xml" });
            case var other:
                throw XmlFaults.At(root, $"'{other}' is no mode of a backup: push or pull.");
        }

        return new BackupDocument(root.Child("disks")?.Children("disk").Select(ReadDisk).ToList(), root.Child("incremental"));
    }

    /// <summary>Which disks of a domain are copied where.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="suffix">What a copy's name has behind the image's where the document names none.</param>
    public IReadOnlyList<BackupTarget> Plan(SimulatedDomain domain, string suffix)
    {
        var disks = Disks ?? [.. LayeredDisk.Of(domain.Live!).Where(static d => d.Source is not null).Select(static d => (d.Target, true, (string?)null))];
        var checkpoint = FindCheckpoint(domain);
        var plan = new List<BackupTarget>();
        foreach (var (name, _, path) in disks.Where(static d => d.Wanted))
        {
            var disk = DomainDisks.Find(domain, name);
            if (disk.Source is null)
                throw JobRefusals.InvalidArgument("xml", $"The drive '{name}' of domain '{domain.Name}' has no medium.");
            if (checkpoint?.Document.Disks.Contains(disk.Target) == false)
                throw JobRefusals.InvalidArgument("xml", $"The disk '{name}' of domain '{domain.Name}' keeps no book since the checkpoint '{checkpoint.Name}'.");
            plan.Add(new BackupTarget(disk.Target, path ?? $"{disk.Source}.{suffix}", checkpoint is null ? DomainDisks.ImageBytes : ChangedBytes));
        }

        if (plan.Count == 0)
            throw JobRefusals.InvalidArgument("xml", $"No disk of domain '{domain.Name}' is to be copied.");
        return plan.GroupBy(static t => t.Path).FirstOrDefault(static g => g.Count() > 1) is { } twice
            ? throw JobRefusals.InvalidArgument("xml", $"Two copies cannot be written to '{twice.Key}'.")
            : plan;
    }

    private DomainMoment? FindCheckpoint(SimulatedDomain domain) => Since is null ? null
        : domain.Checkpoints.TryFind(Since.InnerText, out var checkpoint) ? checkpoint
        : throw XmlFaults.At(Since, $"Domain '{domain.Name}' has no checkpoint '{Since.InnerText}' that the backup could begin at.");

    private static (string Disk, bool Wanted, string? Path) ReadDisk(XmlElement disk)
    {
        var name = disk.Attribute("name");
        if (string.IsNullOrEmpty(name))
            throw XmlFaults.At(disk, "The disk has no attribute 'name'.");
        var path = disk.Child("target") is { } target ? target.Attribute("file") ?? target.Attribute("dev") : null;
        if (path is not (null or ['/', ..]))
            throw XmlFaults.At(disk.Child("target")!, $"'{path}' is no absolute path.");
        return (name, disk.Attribute("backup") != "no", path);
    }
}
