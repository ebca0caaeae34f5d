using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Networks.Updates;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>A change of one entry of a network's definition, by the rules of libvirt's virNetworkUpdate.</summary>
/// <param name="command">What is done.</param>
/// <param name="section">In which part.</param>
/// <param name="parentIndex">In which 'ip', from 0; -1 for the most fitting one.</param>
/// <param name="entry">The entry's document.</param>
internal sealed class NetworkUpdate(NetworkUpdateCommand command, NetworkSection section, int parentIndex, PositionedXml entry)
{
    /// <summary>The part that is changed.</summary>
    public NetworkSection Section => section;

    /// <summary>Reads what a call asks for.</summary>
    /// <exception cref="XmlInvalidException">The entry is not well formed.</exception>
    public static NetworkUpdate Read(NetworkUpdateRequest request) =>
        new(request.Command, request.Section, request.ParentIndex ?? -1, ObjectDocument.Read(request.Xml));

    /// <summary>A definition with the change.</summary>
    /// <exception cref="HostException">The definition is not one that can be changed so.</exception>
    public NetworkDefinition ApplyTo(NetworkDefinition definition)
    {
        var document = PositionedXml.Read(definition.Xml);
        var entries = EntriesOf(document.DocumentElement!, definition);
        var given = entry.DocumentElement!;
        if (given.Name != entries.ElementName || given.NamespaceURI.Length > 0)
            throw XmlFaults.At(given, $"The element must be '{entries.ElementName}' without a namespace, not '{given.Name}'.");

        switch (command.Value)
        {
            case NetworkUpdateCommand.Known.AddFirst or NetworkUpdateCommand.Known.AddLast:
                Add(definition, document, entries, given);
                break;
            case NetworkUpdateCommand.Known.Modify:
                Modify(definition, document, entries, given);
                break;
            case NetworkUpdateCommand.Known.Delete:
                Delete(definition, entries, given);
                break;
            default:
                throw NetworkRefusals.ArgumentUnsupported(definition, "command", $"'{command}' is no command that this host knows.");
        }

        return NetworkDefinitionReader.Describe(document);
    }

    private void Add(NetworkDefinition definition, PositionedXml document, NetworkEntries entries, XmlElement given)
    {
        entries.Check(given, isPattern: false);
        if (entries.Existing.Any(existing => entries.Excludes(existing, given)))
            throw NetworkRefusals.EntryExists(definition, section, $"Network '{definition.Name}' has an entry already that {given.OuterXml} matches.");
        RequireNoObstacle(definition, entries, given, replaced: null);
        entries.Add((XmlElement)document.ImportNode(given, deep: true), command == NetworkUpdateCommand.AddFirst);
    }

    private void Modify(NetworkDefinition definition, PositionedXml document, NetworkEntries entries, XmlElement given)
    {
        if (!entries.CanBeModified)
        {
            throw NetworkRefusals.ArgumentUnsupported(
                definition, "command", $"Entries of the section '{section}' cannot be modified, only added and deleted.");
        }

        entries.Check(given, isPattern: false);
        var replaced = entries.Existing.FirstOrDefault(existing => entries.Excludes(existing, given)) ?? throw NoEntry(definition, given);
        RequireNoObstacle(definition, entries, given, replaced);
        replaced.ParentNode!.ReplaceChild(document.ImportNode(given, deep: true), replaced);
    }

    private void Delete(NetworkDefinition definition, NetworkEntries entries, XmlElement given)
    {
        entries.Check(given, isPattern: true);
        var meant = entries.Existing.Where(existing => entries.IsMeantBy(existing, given)).ToList();
        if (meant.Count == 0)
            throw NoEntry(definition, given);
        if (meant.Count > 1 && entries.MustBeTheOnlyMatch)
            throw NetworkRefusals.NoEntry(definition, section, $"Network '{definition.Name}' has more than one entry that {given.OuterXml} matches.");
        entries.Remove(meant[0]);
    }

    private void RequireNoObstacle(NetworkDefinition definition, NetworkEntries entries, XmlElement given, XmlElement? replaced)
    {
        if (entries.ObstacleTo(given, replaced) is { } obstacle)
            throw NetworkRefusals.EntryExists(definition, section, obstacle);
    }

    private HostException NoEntry(NetworkDefinition definition, XmlElement given) =>
        NetworkRefusals.NoEntry(definition, section, $"Network '{definition.Name}' has no entry that {given.OuterXml} matches.");

    private NetworkEntries EntriesOf(XmlElement root, NetworkDefinition definition)
    {
        switch (section.Value)
        {
            case NetworkSection.Known.IpDhcpHost or NetworkSection.Known.IpDhcpRange:
                var index = IndexOfParent(definition);
                var (ip, address) = (root.Children("ip").ElementAt(index), definition.Addresses[index]);
                return section == NetworkSection.IpDhcpHost ? new DhcpHostEntries(ip, address) : new DhcpRangeEntries(ip, address);
            case NetworkSection.Known.ForwardInterface when root.Child("forward") is { } forward:
                return new ForwardInterfaceEntries(forward);
            case NetworkSection.Known.ForwardInterface:
                throw NetworkRefusals.ArgumentUnsupported(definition, "section", $"Network '{definition.Name}' has no 'forward' that could lead over an interface.");
            case NetworkSection.Known.Portgroup:
                return new PortGroupEntries(root);
            case NetworkSection.Known.DnsHost:
                return new DnsHostEntries(root);
            case NetworkSection.Known.DnsTxt:
                return new DnsTextEntries(root);
            case NetworkSection.Known.DnsSrv:
                return new DnsServiceEntries(root);
            default:
                throw NetworkRefusals.ArgumentUnsupported(definition, "section", $"The section '{section}' cannot be changed in place: define the network anew.");
        }
    }

    // The one that is asked for; else the one that gives out addresses; else the first of IPv4; else the first.
    private int IndexOfParent(NetworkDefinition definition)
    {
        var addresses = definition.Addresses;
        if (parentIndex >= addresses.Length)
            throw NetworkRefusals.InvalidArgument(definition, "parentIndex", $"Network '{definition.Name}' has no 'ip' with the index {parentIndex}.");
        if (parentIndex >= 0)
            return parentIndex;
        if (addresses.IsEmpty)
            throw NetworkRefusals.InvalidArgument(definition, "section", $"Network '{definition.Name}' has no 'ip' that could have DHCP.");
        int First(Func<NetworkAddress, bool> fits) => addresses.Select((address, index) => fits(address) ? index : -1).FirstOrDefault(i => i >= 0, -1);
        var index = First(static a => a.HasDhcp);
        return index >= 0 ? index : Math.Max(0, First(static a => a.Family == IpFamily.Ipv4));
    }
}
