using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>The devices in a domain document, as elements.</summary>
internal static class DeviceXml
{
    extension(XmlElement root)
    {
        /// <summary>The devices of a domain, in the order of the document.</summary>
        public IEnumerable<XmlElement> Devices() =>
            root.Child("devices")?.ChildNodes.OfType<XmlElement>().Where(e => e.NamespaceURI.Length == 0 && e.LocalName != "emulator") ?? [];

        /// <summary>The devices of one kind.</summary>
        public IEnumerable<XmlElement> Devices(string kind) => root.Child("devices")?.Children(kind) ?? [];

        /// <summary>Puts a copy of an element behind the devices of its kind, indented as devices are.</summary>
        /// <returns>The copy.</returns>
        public XmlElement AddDevice(XmlElement device)
        {
            var devices = root.Child("devices") ?? root.AppendIndented(root.OwnerDocument.CreateElement("devices"));
            var copy = (XmlElement)root.OwnerDocument.ImportNode(device, deep: true);
            if (devices.Children(device.LocalName).LastOrDefault() is not { } last)
                return devices.AppendIndented(copy);
            devices.InsertAfter(copy, last);
            if (last.PreviousSibling is XmlWhitespace indentation)
                devices.InsertAfter(indentation.CloneNode(deep: false), last);
            return copy;
        }
    }
}
