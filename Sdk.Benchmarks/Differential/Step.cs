namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>A call of a random sequence.</summary>
/// <param name="Kind">What it is about: <c>domain</c>, <c>snapshot</c>, <c>network</c>, <c>pool</c>.</param>
/// <param name="Verb">What is done: <c>create</c>.</param>
/// <param name="Name">The object's name; of a snapshot its domain's.</param>
internal readonly record struct Step(string Kind, string Verb, string Name)
{
    /// <summary>A snapshot's name, or a domain's new one.</summary>
    public string Other { get; init; } = "";

    /// <summary>The uuid of a document.</summary>
    public Guid Uuid { get; init; }

    /// <summary>An amount: of memory in KiB, of processors, 0 and 1 for no and yes.</summary>
    public long Number { get; init; }

    /// <summary>libvirt's flags of the call: which definition, how far a deletion goes.</summary>
    public uint Flags { get; init; }

    /// <summary>The step in one line.</summary>
    public override string ToString() => $"{Kind} {Verb} {Name} {Other} {(Uuid == default ? "" : Uuid.ToString()[..4])} {Number} flags {Flags}";

    /// <summary>The document of a step that has one.</summary>
    public string Xml => Kind switch
    {
        "domain" => $"<domain type='test'><name>{Name}</name><uuid>{Uuid}</uuid><memory>65536</memory><vcpu current='2'>4</vcpu><os><type>hvm</type></os></domain>",
        "network" => $"<network><name>{Name}</name><uuid>{Uuid}</uuid></network>",
        "pool" => $"<pool type='logical'><name>{Name}</name><uuid>{Uuid}</uuid><source><name>{Name}</name></source><target><path>/dev/{Name}</path></target></pool>",
        _ => $"<domainsnapshot><name>{Other}</name></domainsnapshot>",
    };
}
