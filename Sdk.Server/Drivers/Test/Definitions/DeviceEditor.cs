using System.Globalization;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Puts into a device's document what the host decides; the rest stays as it is.</summary>
internal static class DeviceEditor
{
    extension(DeviceDefinition definition)
    {
        /// <summary>The definition under a name.</summary>
        public DeviceDefinition WithName(string name) => DeviceReader.Describe(definition.Edit(root => SetName(root, name)));

        /// <summary>The definition of a mediated device with its uuid.</summary>
        public DeviceDefinition WithUuid(Guid uuid) => DeviceReader.Describe(definition.Edit(root =>
        {
            var capability = root.Child("capability")!;
            (capability.Child("uuid") ?? capability.Child("type")!.InsertElementAfter("uuid")).InnerText = uuid.ToString();
        }));

        /// <summary>The definition of a virtual host bus adapter as it is on its parent.</summary>
        public DeviceDefinition AsVirtualAdapter(int number, DeviceDefinition parent) => DeviceReader.Describe(definition.Edit(root =>
        {
            SetName(root, string.Create(CultureInfo.InvariantCulture, $"scsi_host{number}"));
            var above = root.Child("parent") ?? root.Child("name")!.InsertElementAfter("parent");
            above.RemoveAllAttributes();
            above.InnerText = parent.Name;
            var capability = root.Child("capability")!;
            var host = capability.Child("host") ?? capability.InsertFirstElement("host");
            host.InnerText = number.ToString(CultureInfo.InvariantCulture);
            (capability.Child("unique_id") ?? host.InsertElementAfter("unique_id")).InnerText = (number - 1).ToString(CultureInfo.InvariantCulture);
            var fibre = DeviceReader.Nested(capability, "fc_host")!;
            if (parent.Fabric is { } fabric)
                (fibre.Child("fabric_wwn") ?? fibre.Child("wwpn")!.InsertElementAfter("fabric_wwn")).InnerText = fabric;
        }));

        /// <summary>The document of a PCI device as it is now.</summary>
        /// <param name="driver">The driver that it is bound to; null for none.</param>
        /// <param name="available">How many mediated devices of a type it can still have.</param>
        public string XmlWith(string? driver, Func<string, int> available) => DomainXmlWriter.Write(definition.Edit(root =>
        {
            SetDriver(root, driver);
            foreach (var type in DeviceReader.Nested(root.Child("capability")!, "mdev_types")?.Children("type") ?? [])
                type.Child("availableInstances")!.InnerText = available(type.Attribute("id")!).ToString(CultureInfo.InvariantCulture);
        })).Text;

        private PositionedXml Edit(Action<XmlElement> edit)
        {
            var document = PositionedXml.Read(definition.Xml);
            edit(document.DocumentElement!);
            return document;
        }
    }

    private static void SetName(XmlElement root, string name) => (root.Child("name") ?? root.InsertFirstElement("name")).InnerText = name;

    private static void SetDriver(XmlElement root, string? driver)
    {
        var element = root.Child("driver");
        if (driver is null)
        {
            element?.ParentNode!.RemoveChild(element);
            return;
        }

        element ??= (root.Child("parent") ?? root.Child("name")!).InsertElementAfter("driver");
        var name = element.Child("name");
        if (name is null)
        {
            name = root.OwnerDocument.CreateElement("name");
            element.AppendChild(name);
        }

        name.InnerText = driver;
    }
}
