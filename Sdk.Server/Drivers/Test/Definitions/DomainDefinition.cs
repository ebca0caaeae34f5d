using System.Collections.Immutable;
using System.Globalization;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>A domain document, kept as it was given, and what the simulator reads from it. Immutable.</summary>
internal sealed class DomainDefinition
{
    private string? _mark;

    /// <summary>The document, without an XML declaration and without the id of an activation.</summary>
    public required string Xml { get; init; }

    /// <summary>Where in <see cref="Xml"/> the root's first attribute can stand.</summary>
    public required int RootAttributes { get; init; }

    /// <summary>The domain's name.</summary>
    public required string Name { get; init; }

    /// <summary>The domain's identity.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>The kind of guest: hvm, xen, linux, exe.</summary>
    public required string OsType { get; init; }

    /// <summary>The hypervisor that the document was written for: kvm, lxc, test.</summary>
    public required string HypervisorType { get; init; }

    /// <summary>The owner's short text, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The most memory that the guest can be given, in KiB.</summary>
    public required long MaxMemory { get; init; }

    /// <summary>The memory that the guest is given at its start, in KiB.</summary>
    public required long Memory { get; init; }

    /// <summary>The most memory with what can be plugged in, in KiB; null where nothing can.</summary>
    public long? PluggableMemory { get; init; }

    /// <summary>The most virtual processors.</summary>
    public required int MaxVcpus { get; init; }

    /// <summary>The virtual processors at the start.</summary>
    public required int Vcpus { get; init; }

    /// <summary>Whether the guest starts anew when it is asked to end.</summary>
    public bool RestartsOnPoweroff { get; init; }

    /// <summary>Whether the guest starts anew when it is asked to reboot; it ends otherwise.</summary>
    public bool RestartsOnReboot { get; init; } = true;

    /// <summary>The names under which the guest sees its disks: vda.</summary>
    public ImmutableArray<string> DiskTargets { get; init; } = [];

    /// <summary>Whether the guest has a channel to an agent inside it.</summary>
    public bool HasAgent { get; init; }

    /// <summary>Whether the guest's firmware keeps variables.</summary>
    public bool HasNvram { get; init; }

    /// <summary>Whether the document holds passwords.</summary>
    public bool HasPasswords { get; init; }

    /// <summary>The guest's network interfaces, in the order of the document.</summary>
    public IReadOnlyList<GuestInterface> Interfaces { get; init; } = [];

    /// <summary>A fingerprint of the document.</summary>
    public string Mark => _mark ??= ObjectDocument.MarkOf(Xml);

    /// <summary>The document with the id of an activation.</summary>
    public string XmlWithId(long id) => Xml.Insert(RootAttributes, string.Create(CultureInfo.InvariantCulture, $" id=\"{id}\""));
}
