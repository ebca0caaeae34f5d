using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>Checks the DNS records of a network document.</summary>
internal static class NetworkDnsReader
{
    private const int MostInRecord = ushort.MaxValue;

    /// <summary>Refuses records that libvirt would.</summary>
    public static void Check(XmlElement? dns)
    {
        if (dns is null)
            return;
        _ = ObjectDocument.ReadSwitch(dns, "enable");
        _ = ObjectDocument.ReadSwitch(dns, "forwardPlainNames");
        foreach (var forwarder in dns.Children("forwarder"))
        {
            if (forwarder.Attribute("addr") is not null)
                _ = NetworkAddressReader.RequireAddress(forwarder, "addr");
            else if (forwarder.Attribute("domain") is null)
                throw XmlFaults.At(forwarder, "A forwarder needs an address or a domain.");
        }

        foreach (var host in dns.Children("host"))
            CheckHost(host, isPattern: false);
        foreach (var text in dns.Children("txt"))
            CheckText(text, isPattern: false);
        foreach (var service in dns.Children("srv"))
            CheckService(service, isPattern: false);
    }

    /// <summary>Names of an address.</summary>
    /// <param name="host">The element.</param>
    /// <param name="isPattern">Whether one is looked for, by its address or one of its names.</param>
    public static void CheckHost(XmlElement host, bool isPattern)
    {
        var hasAddress = host.Attribute("ip") is not null;
        if (hasAddress || !isPattern)
            _ = NetworkAddressReader.RequireAddress(host, "ip");
        foreach (var name in host.Children("hostname"))
        {
            if (name.InnerText.Length == 0)
                throw XmlFaults.At(name, "The name of the host is missing.");
        }

        if (host.Child("hostname") is null && !(isPattern && hasAddress))
            throw XmlFaults.At(host, "The host has no 'hostname'.");
    }

    /// <summary>A text record.</summary>
    /// <param name="text">The element.</param>
    /// <param name="isPattern">Whether one is looked for, by its name.</param>
    public static void CheckText(XmlElement text, bool isPattern)
    {
        var name = ObjectDocument.RequireAttribute(text, "name");
        if (name.Contains(' ', StringComparison.Ordinal))
            throw XmlFaults.At(text, $"The name '{name}' of the record contains a space.");
        if (!isPattern && text.Attribute("value") is null)
            throw XmlFaults.At(text, "The record has no 'value'.");
    }

    /// <summary>A service record.</summary>
    /// <param name="service">The element.</param>
    /// <param name="isPattern">Whether one is looked for, by any of its attributes.</param>
    public static void CheckService(XmlElement service, bool isPattern)
    {
        if (!isPattern)
        {
            _ = ObjectDocument.RequireAttribute(service, "service");
            _ = ObjectDocument.RequireAttribute(service, "protocol");
        }

        // What describes the target needs one.
        foreach (var attribute in new[] { "port", "priority", "weight" })
        {
            if (service.Attribute(attribute) is not { } text)
                continue;
            if (service.Attribute("target") is null && !isPattern)
                throw XmlFaults.At(service, $"The attribute '{attribute}' needs a 'target'.");
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MostInRecord)
                throw XmlFaults.At(service, $"The attribute '{attribute}' must be a whole number from 0 to {MostInRecord}, not '{text}'.");
        }
    }
}
