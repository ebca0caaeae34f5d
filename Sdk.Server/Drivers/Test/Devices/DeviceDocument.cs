using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>A device as a caller describes it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Element">Its element.</param>
internal sealed record DeviceDocument(DeviceKind Kind, XmlElement Element)
{
    /// <summary>Reads a device's document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="whole">Whether it must have all that such a device needs; otherwise it only says which one is meant.</param>
    /// <exception cref="XmlInvalidException">It is not one of a device.</exception>
    public static DeviceDocument Read(string text, bool whole)
    {
        var element = ObjectDocument.Read(text).DocumentElement!;
        if (element.NamespaceURI.Length > 0 || DeviceKind.Find(element.LocalName) is not { } kind)
            throw XmlFaults.At(element, $"'{element.Name}' is no kind of device.");
        if (whole)
            DeviceChecks.Require(element);
        return new DeviceDocument(kind, element);
    }
}
