using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>The parts of a device that can change while the guest runs.</summary>
/// <param name="Replaced">The elements that are what a document says, and are gone where it has none.</param>
/// <param name="Kept">The elements and attributes that are what a document says, and stay where it has none.</param>
/// <param name="Attributes">The attributes that are what a document says, and are gone where it has none.</param>
internal sealed record ChangeableParts(string[] Replaced, string[] Kept, string[] Attributes)
{
    private static readonly ChangeableParts Nothing = new([], [], []);
    private static readonly ChangeableParts Drive = new(["source"], ["@type", "driver", "backingStore", "readonly"], []);
    private static readonly ChangeableParts Interface = new(["link", "bandwidth", "filterref"], ["source"], []);
    private static readonly ChangeableParts Graphics = new([], [], ["passwd", "passwdValidTo", "connected"]);

    /// <summary>What can change about a device.</summary>
    public static ChangeableParts Of(XmlElement device) => device.LocalName switch
    {
        "disk" when device.IsRemovable() => Drive,
        "interface" => Interface,
        "graphics" => Graphics,
        _ => Nothing,
    };

    /// <summary>The path of something that a document would change and that cannot; null when there is nothing.</summary>
    public string? FindOther(XmlElement document, XmlElement device)
    {
        foreach (XmlAttribute attribute in document.Attributes)
        {
            if (!Attributes.Contains(attribute.Name) && !Kept.Contains("@" + attribute.Name) && ValueOf(device, attribute.Name) != attribute.Value)
                return $"{device.LocalName}/@{attribute.Name}";
        }

        return document.ChildNodes.OfType<XmlElement>()
            .Where(child => !Replaced.Contains(child.LocalName) && !Kept.Contains(child.LocalName))
            .Where(child => !device.ChildNodes.OfType<XmlElement>().Any(own => Says(own, child)))
            .Select(child => $"{device.LocalName}/{child.Name}")
            .FirstOrDefault();
    }

    /// <summary>Changes what can change to what a document says.</summary>
    public void Apply(XmlElement document, XmlElement device)
    {
        foreach (var name in Attributes.Concat(Kept.Where(k => k[0] == '@' && document.HasAttribute(k[1..])).Select(k => k[1..])))
        {
            if (document.Attribute(name) is { } value)
                device.SetAttribute(name, value);
            else
                device.RemoveAttribute(name);
        }

        foreach (var name in Replaced.Concat(Kept.Where(k => document.Child(k) is not null)))
            Put(document.Child(name), device.Child(name), device);
    }

    // What an attribute stands for where it is absent.
    private static string? ValueOf(XmlElement device, string attribute) => device.Attribute(attribute) ?? (device.LocalName, attribute) switch
    {
        ("disk", "type") => "file",
        ("disk", "device") => "disk",
        _ => null,
    };

    private static void Put(XmlElement? given, XmlElement? own, XmlElement device)
    {
        if (given is null)
        {
            own?.RemoveIndented();
            return;
        }

        if (own is not null && DeviceEquality.Form(given) == DeviceEquality.Form(own))
            return;
        var copy = (XmlElement)device.OwnerDocument.ImportNode(given, deep: true);
        if (own is null)
            device.AppendIndented(copy);
        else
            device.ReplaceChild(copy, own);
    }

    // Whether an element says at least what another does.
    private static bool Says(XmlElement own, XmlElement given) =>
        own.LocalName == given.LocalName
        && own.NamespaceURI == given.NamespaceURI
        && given.Attributes.Cast<XmlAttribute>().All(a => string.Equals(own.Attribute(a.Name), a.Value, Comparison(given)))
        && (given.ChildNodes.OfType<XmlElement>().Any() || given.InnerText == own.InnerText || own.ChildNodes.OfType<XmlElement>().Any())
        && given.ChildNodes.OfType<XmlElement>().All(child => own.ChildNodes.OfType<XmlElement>().Any(other => Says(other, child)));

    private static StringComparison Comparison(XmlElement element) =>
        element.LocalName == "mac" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
