using System.Collections.Frozen;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>A document that describes a processor: a host's own, or what a guest asks for.</summary>
internal sealed record CpuDescription
{
    private static readonly FrozenSet<string> Modes = FrozenSet.Create("custom", "host-model", "host-passthrough", "maximum");
    private static readonly FrozenSet<string> Matches = FrozenSet.Create("minimum", "exact", "strict");
    private static readonly FrozenSet<string> Policies = FrozenSet.Create("force", "require", "optional", "disable", "forbid");

    /// <summary>The architecture of a host; null for a guest's, which has that of its domain.</summary>
    public string? Architecture { get; private init; }

    /// <summary>Whether a guest gets what the host has, whatever that is.</summary>
    public bool TakesHost { get; private init; }

    /// <summary>Whether the host must not have more than the guest asks for.</summary>
    public bool IsStrict { get; private init; }

    /// <summary>Who makes it; null for anyone.</summary>
    public string? Vendor { get; private init; }

    /// <summary>The model; null where <see cref="TakesHost"/>.</summary>
    public CpuModel? Model { get; private init; }

    /// <summary>What is said of single features: <c>require</c>, <c>forbid</c>.</summary>
    public IReadOnlyDictionary<string, string> Policy { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlInvalidException">It is none of a processor.</exception>
    public static CpuDescription Read(string text)
    {
        var root = ObjectDocument.Read(text, "cpu").DocumentElement!;
        var mode = OneOf(root, "mode", Modes) ?? "custom";
        var match = OneOf(root, "match", Matches) ?? "exact";
        var architecture = ReadArchitecture(root);
        CheckTopology(root);
        var model = ReadModel(root, architecture is not null, mode);
        return new CpuDescription
        {
            Architecture = architecture,
            TakesHost = mode != "custom",
            IsStrict = architecture is null && match == "strict",
            Vendor = root.Child("vendor")?.InnerText is { Length: > 0 } vendor ? vendor : null,
            Model = model,
            Policy = ReadFeatures(root, isHost: architecture is not null),
        };
    }

    private static string? ReadArchitecture(XmlElement root)
    {
        if (root.Child("arch") is not { } element)
            return null;
        if (root.HasAttribute("mode"))
            throw XmlFaults.At(element, "The processor of a host, which has an 'arch', has no attribute 'mode'.");
        return DomainVocabulary.Architectures.Contains(element.InnerText)
            ? element.InnerText
            : throw XmlFaults.At(element, $"'{element.InnerText}' is no known architecture.");
    }

    private static CpuModel? ReadModel(XmlElement root, bool isHost, string mode)
    {
        var element = root.Child("model");
        if (element is { InnerText.Length: > 0 })
        {
            return CpuModels.Find(element.InnerText) ?? throw XmlFaults.At(element, $"'{element.InnerText}' is no known model of processors.");
        }

        if (isHost || mode == "custom")
            throw XmlFaults.At(element ?? root, "The processor has no 'model'.");
        return null;
    }

    private static Dictionary<string, string> ReadFeatures(XmlElement root, bool isHost)
    {
        var policies = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var feature in root.Children("feature"))
        {
            var name = feature.Attribute("name");
            if (string.IsNullOrEmpty(name))
                throw XmlFaults.At(feature, "The feature has no name.");
            if (!CpuModels.KnowsFeature(name))
                throw XmlFaults.At(feature, $"'{name}' is no known feature of processors.");

            // What a host has it has: only a guest can ask for more or less.
            var policy = isHost ? "require" : OneOf(feature, "policy", Policies) ?? "require";
            if (!policies.TryAdd(name, policy))
                throw XmlFaults.At(feature, $"The feature '{name}' is given twice.");
        }

        return policies;
    }

    private static void CheckTopology(XmlElement root)
    {
        if (root.Child("topology") is not { } topology)
            return;
        foreach (var name in (ReadOnlySpan<string>)["sockets", "cores", "threads"])
        {
            if (!MemorySize.TryReadNumber(topology.Attribute(name) ?? "", out var number) || number is 0 or > int.MaxValue)
                throw XmlFaults.At(topology, $"The topology has no number of '{name}' from 1 on.");
        }
    }

    private static string? OneOf(XmlElement element, string attribute, FrozenSet<string> words) => element.Attribute(attribute) switch
    {
        null => null,
        { } word when words.Contains(word) => word,
        { } word => throw XmlFaults.At(element, $"'{word}' is no known '{attribute}': there are {string.Join(", ", words.Order(StringComparer.Ordinal))}."),
    };
}
