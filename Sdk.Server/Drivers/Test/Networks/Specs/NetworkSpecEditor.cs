using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Specs;

/// <summary>Puts a spec into a network document. What the spec does not have, and what it does not know, stays as it is.</summary>
internal static class NetworkSpecEditor
{
    /// <summary>Puts a spec into a document, which may be incomplete before and after.</summary>
    public static void Apply(PositionedXml document, NetworkSpec spec)
    {
        var root = document.DocumentElement!;
        SetText(root, "name", spec.Name);
        if (spec.Uuid is { } uuid && (!Guid.TryParse(root.Child("uuid")?.InnerText, out var before) || before != uuid))
            SetText(root, "uuid", uuid.ToString());
        SetText(root, "title", spec.Title);
        SetText(root, "description", spec.Description);
        if (spec.Forward is { } forward)
            SetForward(root, forward);
        if (spec.ForwardDevices is { } devices)
            SetDevices(root, devices);
        SetAttribute(root, "bridge", "name", spec.Bridge);
        SetAttribute(root, "mtu", "size", spec.Mtu?.ToString(CultureInfo.InvariantCulture));
        SetAttribute(root, "domain", "name", spec.DnsDomain);
        if (spec.Ips is { } ips)
            NetworkAddressEditor.Apply(root, ips);
    }

    private static void SetText(XmlElement root, string name, string? text)
    {
        if (text is null || text == root.Child(name)?.InnerText)
            return;
        if (text.Length == 0)
            root.Child(name)?.RemoveIndented();
        else
            (root.Child(name) ?? NetworkElementOrder.Insert(root, name)).InnerText = text;
    }

    private static void SetAttribute(XmlElement root, string name, string attribute, string? value)
    {
        if (value is null || value == (root.Child(name)?.Attribute(attribute) ?? ""))
            return;
        if (value.Length > 0)
            (root.Child(name) ?? NetworkElementOrder.Insert(root, name)).SetAttribute(attribute, value);
        else
            root.Child(name)!.RemoveIndented();
    }

    private static void SetForward(XmlElement root, NetworkForwardMode mode)
    {
        var element = root.Child("forward");
        var before = element is null ? "none" : element.Attribute("mode") ?? "nat";
        if (before == mode.ToString())
            return;
        if (mode == NetworkForwardMode.None)
        {
            element!.RemoveIndented();
            return;
        }

        element ??= NetworkElementOrder.Insert(root, "forward");
        element.SetAttribute("mode", mode.ToString());

        // Addresses to hide behind mean nothing to another way.
        if (mode != NetworkForwardMode.Nat)
            element.Child("nat")?.RemoveIndented();
    }

    private static void SetDevices(XmlElement root, IReadOnlyList<string> devices)
    {
        if (devices.SequenceEqual(NetworkForwardReader.Devices(root), StringComparer.Ordinal))
            return;
        var forward = root.Child("forward") ?? NetworkElementOrder.Insert(root, "forward");
        var former = forward.Children("interface").ToLookup(static e => e.Attribute("dev") ?? "", StringComparer.Ordinal);
        foreach (var element in former.SelectMany(static e => e))
            element.RemoveIndented();
        forward.RemoveAttribute("dev");
        foreach (var device in devices)
        {
            var element = former[device].FirstOrDefault() ?? root.OwnerDocument.CreateElement("interface");
            element.SetAttribute("dev", device);
            forward.AppendIndented(element);
        }
    }
}
