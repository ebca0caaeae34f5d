using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.NetworkFilters;

/// <summary>Makes definitions from filter documents: what libvirt requires is checked, everything else is kept as it stands.</summary>
internal static class NetworkFilterReader
{
    private const string RootChain = "root";
    private const int MostPriority = 1000;

    // The priorities are those that libvirt gives the chains of each kind.
    private static readonly FrozenDictionary<string, int> Chains = new Dictionary<string, int>
    {
        [RootChain] = 0,
        ["stp"] = -810,
        ["mac"] = -800,
        ["vlan"] = -750,
        ["ipv4"] = -700,
        ["ipv6"] = -600,
        ["arp"] = -500,
        ["rarp"] = -400,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Actions = new[] { "accept", "drop", "reject", "return", "continue" }.ToFrozenSet();
    private static readonly FrozenSet<string> Directions = new[] { "in", "out", "inout" }.ToFrozenSet();

    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlInvalidException">The document is not one of a network filter.</exception>
    public static PositionedXml Read(string text) => ObjectDocument.Read(text, "filter");

    /// <summary>Makes the definition of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="uuidOf">The uuid of a document without one, by its name.</param>
    public static NetworkFilterDefinition Describe(PositionedXml document, Func<string, Guid> uuidOf)
    {
        var root = document.DocumentElement!;
        var name = ReadName(root);
        var uuid = ObjectDocument.ReadUuid(root) ?? AddUuid(root, uuidOf(name));
        var chain = ReadChain(root);
        var priority = ReadPriority(root) ?? Chains[KindOf(chain)];
        var rules = root.Children("rule").ToList();
        foreach (var rule in rules)
            CheckRule(rule);
        var references = root.Children("filterref").Select(ReadReference).Distinct(StringComparer.Ordinal);
        return new NetworkFilterDefinition
        {
            References = [.. references],
            Xml = DomainXmlWriter.Write(document).Text,
            Name = name,
            Uuid = uuid,
            Chain = chain,
            Priority = priority,
            Rules = rules.Count,
        };
    }

    /// <summary>The name of a document.</summary>
    public static string ReadName(XmlElement root) => ObjectDocument.RequireName(root, root.Attribute("name") ?? "");

    private static Guid AddUuid(XmlElement root, Guid uuid)
    {
        var element = root.Child("uuid");
        if (element is null && root.ChildNodes.OfType<XmlElement>().FirstOrDefault() is { } first)
        {
            element = root.OwnerDocument.CreateElement("uuid");
            root.InsertIndentedBefore(element, first);
        }

        element ??= root.AppendElement("uuid");
        element.InnerText = uuid.ToString();
        return uuid;
    }

    private static string ReadChain(XmlElement root)
    {
        var chain = root.Attribute("chain") ?? RootChain;
        if (chain == RootChain || (KindOf(chain) is not RootChain and var kind && Chains.ContainsKey(kind)))
        {
            return chain.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':')
                ? chain
                : throw XmlFaults.At(root, $"The name '{chain}' of the chain has characters other than letters, digits and any of '_-.:'.");
        }

        throw XmlFaults.At(root, $"'{chain}' is no chain: it must be 'root', or begin with mac, vlan, stp, arp, rarp, ipv4 or ipv6.");
    }

    // A chain of one's own is a kind, a hyphen and anything.
    private static string KindOf(string chain) => chain.IndexOf('-', StringComparison.Ordinal) is > 0 and var hyphen ? chain[..hyphen] : chain;

    private static void CheckRule(XmlElement rule)
    {
        var action = ObjectDocument.RequireAttribute(rule, "action");
        if (!Actions.Contains(action))
            throw XmlFaults.At(rule, $"'{action}' is no action of a rule: {string.Join(", ", Actions.Order(StringComparer.Ordinal))}.");
        var direction = ObjectDocument.RequireAttribute(rule, "direction");
        if (!Directions.Contains(direction))
            throw XmlFaults.At(rule, $"'{direction}' is no direction of a rule: in, out or inout.");
        _ = ReadPriority(rule);
        if (rule.Attribute("statematch") is { } match and not ("0" or "1" or "false" or "true"))
            throw XmlFaults.At(rule, $"The attribute 'statematch' must be 'true' or 'false', not '{match}'.");
    }

    private static int? ReadPriority(XmlElement element)
    {
        if (element.Attribute("priority") is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority) && priority is >= -MostPriority and <= MostPriority
            ? priority
            : throw XmlFaults.At(element, $"The attribute 'priority' must be a whole number from -{MostPriority} to {MostPriority}, not '{text}'.");
    }

    private static string ReadReference(XmlElement reference)
    {
        foreach (var parameter in reference.Children("parameter"))
        {
            _ = ObjectDocument.RequireAttribute(parameter, "name");
            _ = ObjectDocument.RequireAttribute(parameter, "value");
        }

        return ObjectDocument.RequireAttribute(reference, "filter");
    }
}
