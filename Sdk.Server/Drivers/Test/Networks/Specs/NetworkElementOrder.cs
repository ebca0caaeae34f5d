using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Specs;

/// <summary>The order in which libvirt writes the elements of a network, so that new ones stand where people look for them.</summary>
internal static class NetworkElementOrder
{
    private static readonly string[] Names =
    [
        "name", "uuid", "title", "description", "metadata", "forward", "bridge", "mtu", "mac", "domain", "dns", "vlan", "bandwidth", "port", "ip",
        "route", "virtualport", "portgroup",
    ];

    /// <summary>Puts a new, empty element where it belongs.</summary>
    public static XmlElement Insert(XmlElement root, string name)
    {
        var added = root.OwnerDocument.CreateElement(name);
        var place = Array.IndexOf(Names, name);
        var children = root.ChildNodes.OfType<XmlElement>().ToList();
        if (children.LastOrDefault(e => Array.IndexOf(Names, e.Name) is >= 0 and var at && at <= place) is { } before)
            root.InsertIndented(added, before);
        else if (children.Count > 0)
            root.InsertIndentedBefore(added, children[0]);
        else
            root.AppendIndented(added);
        return added;
    }
}
