using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Updates;

/// <summary>What is in the 'dhcp' of an 'ip'.</summary>
/// <param name="ip">The 'ip'.</param>
/// <param name="network">What it says.</param>
internal abstract class DhcpEntries(XmlElement ip, NetworkAddress network) : NetworkEntries
{
    /// <inheritdoc/>
    public override IEnumerable<XmlElement> Existing => ip.Child("dhcp")?.Children(ElementName) ?? [];

    /// <summary>What the 'ip' says.</summary>
    protected NetworkAddress Network => network;

    /// <summary>The 'dhcp', which is made where there is none.</summary>
    protected XmlElement Container => ip.Child("dhcp") ?? ip.AppendElement("dhcp");

    /// <inheritdoc/>
    public override void Remove(XmlElement existing) => RemoveWithContainer(existing);
}

/// <summary>Addresses for certain guests. Their hardware addresses, names and addresses are each one guest's.</summary>
internal sealed class DhcpHostEntries(XmlElement ip, NetworkAddress network) : DhcpEntries(ip, network)
{
    /// <inheritdoc/>
    public override string ElementName => "host";

    /// <inheritdoc/>
    public override bool CanBeModified => true;

    /// <inheritdoc/>
    public override void Check(XmlElement given, bool isPattern) => DhcpReader.ReadHost(given, Network, isPattern);

    /// <inheritdoc/>
    public override bool Excludes(XmlElement existing, XmlElement given) =>
        SharesMac(existing, given) || Shares(existing, given, "id") || Shares(existing, given, "name") || SharesAddress(existing, given, "ip");

    /// <inheritdoc/>
    public override bool IsMeantBy(XmlElement existing, XmlElement given) =>
        (given.Attribute("mac") is null || SharesMac(existing, given))
        && Agrees(existing, given, "id")
        && Agrees(existing, given, "name")
        && (given.Attribute("ip") is null || SharesAddress(existing, given, "ip"));

    /// <inheritdoc/>
    protected override void AddOnly(XmlElement added) => Container.AppendIndented(added);

    private static bool SharesMac(XmlElement existing, XmlElement given) =>
        given.Attribute("mac") is { } mac && string.Equals(mac, existing.Attribute("mac"), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Addresses for any guest.</summary>
internal sealed class DhcpRangeEntries(XmlElement ip, NetworkAddress network) : DhcpEntries(ip, network)
{
    /// <inheritdoc/>
    public override string ElementName => "range";

    /// <inheritdoc/>
    public override void Check(XmlElement given, bool isPattern) => DhcpReader.ReadRange(given, Network);

    /// <inheritdoc/>
    public override bool Excludes(XmlElement existing, XmlElement given) =>
        SharesAddress(existing, given, "start") && SharesAddress(existing, given, "end");

    /// <inheritdoc/>
    protected override void AddOnly(XmlElement added)
    {
        var container = Container;
        if (container.ChildNodes.OfType<XmlElement>().FirstOrDefault() is { } other)
            container.InsertIndentedBefore(added, other);
        else
            container.AppendIndented(added);
    }
}
