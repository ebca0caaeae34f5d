using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Updates;

/// <summary>Records in the 'dns' of a network.</summary>
internal abstract class DnsEntries(XmlElement root) : NetworkEntries
{
    // Behind 'dns' in a document of libvirt's.
    private static readonly string[] Later = ["vlan", "bandwidth", "ip", "route", "virtualport", "portgroup"];

    /// <inheritdoc/>
    public override IEnumerable<XmlElement> Existing => root.Child("dns")?.Children(ElementName) ?? [];

    /// <inheritdoc/>
    public override void Remove(XmlElement existing) => RemoveWithContainer(existing);

    /// <inheritdoc/>
    protected override void AddOnly(XmlElement added)
    {
        var container = root.Child("dns");
        if (container is null)
        {
            container = root.OwnerDocument.CreateElement("dns");
            if (root.ChildNodes.OfType<XmlElement>().FirstOrDefault(static e => Later.Contains(e.Name, StringComparer.Ordinal)) is { } later)
                root.InsertIndentedBefore(container, later);
            else
                root.AppendIndented(container);
        }

        container.AppendIndented(added);
    }
}

/// <summary>Names of addresses. An address is in one record only; a name may be in several, and finds all of them.</summary>
internal sealed class DnsHostEntries(XmlElement root) : DnsEntries(root)
{
    /// <inheritdoc/>
    public override string ElementName => "host";

    /// <inheritdoc/>
    public override bool MustBeTheOnlyMatch => true;

    /// <inheritdoc/>
    public override void Check(XmlElement given, bool isPattern) => NetworkDnsReader.CheckHost(given, isPattern);

    /// <inheritdoc/>
    public override bool Excludes(XmlElement existing, XmlElement given) => SharesAddress(existing, given, "ip");

    /// <inheritdoc/>
    public override bool IsMeantBy(XmlElement existing, XmlElement given) =>
        SharesAddress(existing, given, "ip") || Names(existing).Intersect(Names(given), StringComparer.Ordinal).Any();

    private static IEnumerable<string> Names(XmlElement host) => host.Children("hostname").Select(static name => name.InnerText);
}

/// <summary>Text records, told apart by their names.</summary>
internal sealed class DnsTextEntries(XmlElement root) : DnsEntries(root)
{
    /// <inheritdoc/>
    public override string ElementName => "txt";

    /// <inheritdoc/>
    public override void Check(XmlElement given, bool isPattern) => NetworkDnsReader.CheckText(given, isPattern);

    /// <inheritdoc/>
    public override bool Excludes(XmlElement existing, XmlElement given) => Shares(existing, given, "name");
}

/// <summary>Service records, told apart by all that is given of their domain, service, protocol and target.</summary>
internal sealed class DnsServiceEntries(XmlElement root) : DnsEntries(root)
{
    /// <inheritdoc/>
    public override string ElementName => "srv";

    /// <inheritdoc/>
    public override bool MustBeTheOnlyMatch => true;

    /// <inheritdoc/>
    public override void Check(XmlElement given, bool isPattern) => NetworkDnsReader.CheckService(given, isPattern);

    /// <inheritdoc/>
    public override bool Excludes(XmlElement existing, XmlElement given) =>
        Agrees(existing, given, "domain") && Agrees(existing, given, "service")
        && Agrees(existing, given, "protocol") && Agrees(existing, given, "target");
}
