using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>Makes steps by chance, the same ones for the same seed. It asks for impossible things as often as for possible ones.</summary>
/// <param name="seed">The seed.</param>
[SuppressMessage("Security", "CA5394", Justification = "Chance by a seed is what is wanted.")]
internal sealed class StepSource(int seed)
{
    private static readonly string[] Domains = ["test", "a", "b", "c"];
    private static readonly string[] Snapshots = ["s1", "s2", "s3", "s4"];
    private static readonly string[] DomainVerbs =
    [
        "define", "createXml", "create", "create", "suspend", "resume", "shutdown", "reboot", "reset", "destroy", "undefine", "rename",
        "setAutostart", "setMemory", "setMemory", "setVcpus", "setVcpus",
    ];

    private static readonly string[] LifeVerbs = ["define", "createXml", "create", "create", "destroy", "undefine", "setAutostart"];

    private readonly Random _random = new(seed);

    /// <summary>The next step.</summary>
    public Step Next() => _random.Next(10) switch
    {
        < 5 => Domain(),
        < 8 => Snapshot(),
        8 => Life("network", LifeVerbs, ["default", "n1", "n2"]),
        _ => Life("pool", [.. LifeVerbs, "refresh"], ["default-pool", "p1", "p2"]),
    };

    private Step Domain()
    {
        var verb = Any(DomainVerbs);
        var step = new Step("domain", verb, Any(Domains));
        return verb switch
        {
            "define" or "createXml" => step with { Uuid = Uuid() },
            "undefine" => step with { Flags = _random.Next(2) == 0 ? 0u : 2u },
            "rename" => step with { Other = Any(Domains) },
            "setAutostart" => step with { Number = _random.Next(2) },
            "setMemory" => step with { Number = Any([1024, 32768, 65536, 65537]), Flags = (uint)_random.Next(3) },
            "setVcpus" => step with { Number = _random.Next(1, 6), Flags = (uint)_random.Next(4) },
            _ => step,
        };
    }

    private Step Snapshot()
    {
        var step = new Step("snapshot", Any(["create", "create", "revert", "delete"]), Any(Domains)) { Other = Any(Snapshots) };
        return step.Verb switch
        {
            "revert" => step with { Flags = (uint)_random.Next(3) },
            "delete" => step with { Flags = Any([0u, 0u, 1u, 4u]) },
            _ => step,
        };
    }

    private Step Life(string kind, string[] verbs, string[] names)
    {
        var step = new Step(kind, Any(verbs), Any(names));
        return step.Verb switch
        {
            "define" or "createXml" => step with { Uuid = Uuid() },
            "setAutostart" => step with { Number = _random.Next(2) },
            _ => step,
        };
    }

    // Few of them, so that documents clash.
    private Guid Uuid() => new($"00000000-0000-4000-8000-00000000000{_random.Next(1, 7)}");

    private T Any<T>(T[] items) => items[_random.Next(items.Length)];
}
